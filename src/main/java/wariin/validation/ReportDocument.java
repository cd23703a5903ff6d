package wariin.validation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A validation report for programs; names are stable, sentences are in the language that was asked for.
public record ReportDocument(
        @Nullable String file,
        String verdict,
        @Nullable String refusal,
        String sentence,
        List<String> reasons,
        Instant validatedAt,
        long fileLength,
        String sha256,
        int revisions,
        List<SignatureDocument> signatures,
        List<TimestampReport> timestamps) {

    /// One signature for programs.
    public record SignatureDocument(
            int number,
            String field,
            String verdict,
            @Nullable String subIndication,
            @Nullable String sentence,
            SignerDocument signer,
            @Nullable Instant claimedTime,
            SignatureReport.@Nullable ProvenTime provenTime,
            String level,
            SignatureReport.Revocation revocation,
            Coverage coverage,
            SignatureReport.Permissions permissions,
            @Nullable String assurance,
            List<ChangeDocument> laterChanges,
            @Nullable List<SignerRules.Answer> rules,
            @Nullable TrustedBy trustedBy) {}

    /// The subject of a signing certificate for programs.
    public record SignerDocument(
            String name,
            @Nullable String organisation,
            @Nullable String corporateNumber,
            @Nullable String email,
            String issuer,
            String certificateSerial,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil) {}

    /// A later change for programs.
    public record ChangeDocument(
            String kind,
            boolean allowed,
            int revision,
            @Nullable Integer page,
            @Nullable String detail,
            String sentence) {}

    public static ReportDocument of(@Nullable String file, ValidationReport report, Wording wording) {
        return of(file, report, wording, SignerRules.none());
    }

    public static ReportDocument of(
            @Nullable String file, ValidationReport report, Wording wording, SignerRules rules) {
        var text = ReportText.of(report, wording, java.time.ZoneOffset.UTC);
        var signatures = new java.util.ArrayList<SignatureDocument>();
        for (var n = 0; n < report.signatures().size(); n++) {
            signatures.add(signature(report, n, text.signatures().get(n), wording, rules));
        }
        return new ReportDocument(
                file,
                report.verdict().name(),
                report.refusal() == null ? null : report.refusal().name(),
                text.sentence(),
                text.reasons(),
                report.validatedAt(),
                report.fileLength(),
                report.sha256(),
                report.revisions(),
                signatures,
                report.timestamps());
    }

    private static SignatureDocument signature(
            ValidationReport report, int index, ReportText.SignatureText text, Wording wording, SignerRules rules) {
        var signature = report.signatures().get(index);
        var answers = rules.of(signature, report.validatedAt(), wording.locale());
        var changes = new java.util.ArrayList<ChangeDocument>();
        for (var n = 0; n < signature.laterChanges().size(); n++) {
            var change = signature.laterChanges().get(n);
            var sentence = text.changes().get(n).sentence();
            changes.add(new ChangeDocument(
                    change.kind().name(),
                    change.allowed(),
                    change.revision(),
                    change.page(),
                    change.detail(),
                    sentence));
        }
        return new SignatureDocument(
                signature.number(),
                signature.field(),
                signature.verdict().name(),
                signature.subIndication(),
                text.reason(),
                signer(signature.signer()),
                signature.claimedTime(),
                signature.provenTime(),
                signature.level().label(),
                signature.revocation(),
                signature.coverage(),
                signature.permissions(),
                signature.policy() == null ? null : wording.say(signature.policy()),
                changes,
                answers.isEmpty() ? null : answers,
                signature.trustedBy());
    }

    private static SignerDocument signer(SignatureReport.Signer signer) {
        return new SignerDocument(
                signer.name(),
                signer.organisation(),
                signer.corporateNumber() == null
                        ? null
                        : signer.corporateNumber().value(),
                signer.email(),
                signer.issuer(),
                signer.serial(),
                signer.validFrom(),
                signer.validUntil());
    }
}

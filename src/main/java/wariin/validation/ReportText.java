package wariin.validation;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A validation report in words, for pages and for the command line: verdict in one sentence first, then who and when.
///
/// @param tone proved, look or refused
public record ReportText(
        String tone,
        String label,
        String sentence,
        List<String> reasons,
        List<SignatureText> signatures,
        List<StampText> timestamps,
        List<Line> file) {

    /// A thing and what is known of it.
    public record Line(String label, String value) {}

    /// A change after a signature.
    public record ChangeText(boolean allowed, String sentence) {}

    /// One signature in words.
    public record SignatureText(
            String title,
            String tone,
            String label,
            String name,
            @Nullable String reason,
            List<Line> facts,
            String changed,
            List<ChangeText> changes,
            List<Line> details,
            List<RuleText> rules) {}

    /// What a rule says of the signer.
    public record RuleText(
            String title,
            String tone,
            String label,
            List<String> reasons,
            @Nullable String link) {}

    /// One document time-stamp in words.
    public record StampText(
            String tone, String label, @Nullable String reason, List<Line> facts) {}

    public static ReportText of(ValidationReport report, Wording wording, ZoneId zone) {
        return of(report, wording, zone, SignerRules.none());
    }

    public static ReportText of(ValidationReport report, Wording wording, ZoneId zone, SignerRules rules) {
        return new Writer(wording, zone, rules).document(report);
    }

    /// Says one report in one language.
    private record Writer(Wording say, ZoneId zone, SignerRules rules) {

        ReportText document(ValidationReport report) {
            if (report.refusal() != null) {
                var sentence = say.say("refusal." + report.refusal());
                return new ReportText(
                        "look", say.say("verdict.REFUSED"), sentence, List.of(), List.of(), List.of(), List.of());
            }
            return new ReportText(
                    tone(report.verdict()),
                    say.say("verdict." + report.verdict()),
                    sentence(report),
                    reasons(report),
                    report.signatures().stream()
                            .map(signature -> signature(signature, report.validatedAt()))
                            .toList(),
                    report.timestamps().stream().map(this::stamp).toList(),
                    List.of(
                            line("validatedAt", time(report.validatedAt())),
                            line("size", say.say("of.bytes", report.fileLength())),
                            line("sha256", report.sha256())));
        }

        private String sentence(ValidationReport report) {
            var count = report.signatures().size();
            if (report.verdict() != Verdict.TOTAL_PASSED) return say.say("document." + report.verdict());
            if (count == 0) return say.say("document.STAMPED");
            return count == 1 ? say.say("document.TOTAL_PASSED.one") : say.say("document.TOTAL_PASSED", count);
        }

        /// Why, named by signature and signer, with what was changed where.
        private List<String> reasons(ValidationReport report) {
            var reasons = new ArrayList<String>();
            for (var signature : report.signatures()) {
                if (signature.reason() == null) continue;
                var who = say.say("of.signature", signature.number()) + " ("
                        + signature.signer().name() + "): ";
                reasons.add(who + say.say(signature.reason()));
                for (var change : signature.laterChanges()) if (!change.allowed()) reasons.add(who + change(change));
            }
            for (var stamp : report.timestamps()) {
                if (stamp.reason() == null) continue;
                reasons.add(say.say("of.timestamps") + " (" + stamp.authority() + "): " + say.say(stamp.reason()));
            }
            return reasons;
        }

        private SignatureText signature(SignatureReport signature, Instant validatedAt) {
            var changes = signature.laterChanges().stream()
                    .map(change -> new ChangeText(change.allowed(), change(change)))
                    .toList();
            var changed = changes.isEmpty() ? "none" : signature.unchangedSince() ? "allowed" : "forbidden";
            return new SignatureText(
                    say.say("of.signature", signature.number()),
                    tone(signature.verdict()),
                    say.say("verdict." + signature.verdict()),
                    signature.signer().name(),
                    signature.reason() == null ? null : say.say(signature.reason()),
                    facts(signature),
                    say.say("of.later." + changed),
                    changes,
                    details(signature),
                    rules.of(signature, validatedAt, say.locale()).stream()
                            .map(this::rule)
                            .toList());
        }

        private RuleText rule(SignerRules.Answer answer) {
            return new RuleText(
                    answer.title(),
                    answer.outcome().tone(),
                    say.say("rule." + answer.outcome()),
                    answer.reasons(),
                    answer.link());
        }

        private List<Line> facts(SignatureReport signature) {
            var signer = signature.signer();
            var lines = new ArrayList<Line>();
            lines.add(line("signer", signer.name()));
            if (signer.organisation() != null) lines.add(line("organisation", signer.organisation()));
            if (signer.corporateNumber() != null)
                lines.add(line("number", signer.corporateNumber().value()));
            if (signer.email() != null) lines.add(line("email", signer.email()));
            if (signature.policy() != null) lines.add(line("checked", say.say(signature.policy())));
            if (signature.claimedTime() != null) lines.add(line("claimed", time(signature.claimedTime())));
            lines.add(line("proven", proven(signature.provenTime())));
            lines.add(line("level", signature.level().label()));
            lines.add(line("revocation", revocation(signature.revocation())));
            if (signature.trustedBy() != null) lines.add(line("trustedBy", trustedBy(signature.trustedBy())));
            lines.add(line("coverage", coverage(signature.coverage())));
            return lines;
        }

        private List<Line> details(SignatureReport signature) {
            var signer = signature.signer();
            var lines = new ArrayList<Line>();
            var permissions = signature.permissions();
            if (permissions.certification() != null) {
                lines.add(line(
                        "permissions", say.say("of.permissions." + Math.clamp(permissions.certification(), 1, 3))));
            }
            if (permissions.lock() != null) {
                var all = permissions.lock().equals("All");
                lines.add(
                        line("permissions", all ? say.say("of.locked.All") : say.say("of.locked", permissions.lock())));
            }
            lines.add(line("field", signature.field()));
            lines.add(line("issuer", signer.issuer()));
            lines.add(line("serial", signer.serial()));
            if (signer.validFrom() != null && signer.validUntil() != null) {
                lines.add(line("valid", time(signer.validFrom()) + " – " + time(signer.validUntil())));
            }
            if (signature.subIndication() != null) lines.add(line("code", signature.subIndication()));
            return lines;
        }

        private StampText stamp(TimestampReport stamp) {
            var facts = new ArrayList<Line>();
            facts.add(line("authority", stamp.authority()));
            if (stamp.at().isAfter(Instant.EPOCH)) facts.add(line("proven", time(stamp.at())));
            facts.add(line("stampNumber", stamp.serial()));
            if (stamp.trustedBy() != null) facts.add(line("trustedBy", trustedBy(stamp.trustedBy())));
            facts.add(line("coverage", coverage(stamp.coverage())));
            var reason = stamp.reason() == null ? null : say.say(stamp.reason());
            return new StampText(tone(stamp.verdict()), say.say("verdict." + stamp.verdict()), reason, facts);
        }

        private String proven(SignatureReport.@Nullable ProvenTime proven) {
            if (proven == null) return say.say("of.notProven");
            return say.say("of.provenBy", time(proven.at()), proven.authority(), proven.serial());
        }

        private String revocation(SignatureReport.Revocation revocation) {
            var source = revocation.source() == null ? "" : revocation.source().name();
            return switch (revocation.state()) {
                case GOOD -> say.say("revocation.GOOD", source, time(revocation.statedAt()));
                case REVOKED -> say.say("revocation.REVOKED", time(revocation.revokedAt()), source);
                case UNKNOWN -> say.say("revocation.UNKNOWN");
            };
        }

        private String trustedBy(TrustedBy anchor) {
            var said = say.say("anchor.origin." + anchor.origin(), anchor.name());
            return anchor.until() == null ? said : say.say("anchor.until", said, time(anchor.until()));
        }

        private String coverage(Coverage coverage) {
            if (coverage.revision() == 0) return say.say("of.coverage.none");
            var key = coverage.wholeFile() ? "of.coverage.whole" : "of.coverage.part";
            return say.say(key, coverage.revision(), coverage.revisions());
        }

        private String change(LaterChange change) {
            var page = change.page() == null ? say.say("change.somewhere") : change.page();
            var detail = change.detail() == null ? "" : change.detail();
            return say.say("change." + change.kind(), change.revision(), page, detail);
        }

        private Line line(String label, String value) {
            return new Line(say.say("of." + label), value);
        }

        private String time(@Nullable Instant at) {
            if (at == null) return "–";
            var pattern = Locale.JAPANESE.equals(say.locale())
                    ? "yyyy年M月d日 HH:mm:ss '(UTC'xxx')'"
                    : "d MMM yyyy HH:mm:ss '(UTC'xxx')'";
            return DateTimeFormatter.ofPattern(pattern, say.locale())
                    .withZone(zone)
                    .format(at);
        }

        private static String tone(Verdict verdict) {
            return switch (verdict) {
                case TOTAL_PASSED -> "proved";
                case INDETERMINATE -> "look";
                case TOTAL_FAILED -> "refused";
            };
        }
    }
}

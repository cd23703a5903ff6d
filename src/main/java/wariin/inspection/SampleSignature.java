package wariin.inspection;

import org.springframework.stereotype.Component;
import wariin.inspection.Look.Notes;
import wariin.validation.SignatureValidation;
import wariin.validation.TrustAnchors;
import wariin.validation.Verdict;

/// Validates the newest document that a service has signed, with the engine that knows nothing of its maker
/// (EN 319 102-1).
@Component
class SampleSignature implements Check {

    private final SampleStore samples;
    private final SignatureValidation validation;
    private final TrustAnchors anchors;

    SampleSignature(SampleStore samples, SignatureValidation validation, TrustAnchors anchors) {
        this.samples = samples;
        this.validation = validation;
        this.anchors = anchors;
    }

    @Override
    public String name() {
        return "independent-ades-validation";
    }

    @Override
    public boolean fits(Inspected service) {
        return !service.target().equals("tsa");
    }

    @Override
    public Look look(Inspected service) {
        var notes = new Notes();
        var sample = samples.newest(service.subject()).orElse(null);
        if (sample == null) {
            notes.doubt("署名済みの見本がまだ提出されていません。", "No document signed by the service has been given yet.");
            return notes.look("", "-");
        }
        var report = validation.validate(sample.content(), anchors.trust());
        var file = notes.fact("sample", sample.name());
        file.put("sha256", report.sha256());
        file.put("givenAt", sample.givenAt().toString());
        file.put("verdict", report.verdict().name());
        if (report.refusal() != null) {
            notes.fault("見本を検証できません。", "The sample cannot be validated.");
            return notes.look("", "-");
        }
        for (var signature : report.signatures()) {
            var fact = notes.fact("signature", signature.signer().name());
            fact.put("verdict", signature.verdict().name());
            fact.put("level", signature.level().label());
            fact.put("issuer", signature.signer().issuer());
            if (signature.subIndication() != null) fact.put("subIndication", signature.subIndication());
        }
        if (report.signatures().isEmpty()) notes.fault("見本に署名がありません。", "The sample has no signature.");
        if (report.verdict() == Verdict.TOTAL_FAILED) {
            notes.fault("見本の署名は無効です。", "A signature of the sample is not valid.");
        } else if (report.verdict() == Verdict.INDETERMINATE) {
            notes.doubt("見本の署名が有効かどうか判断できません。", "It cannot be told whether the sample's signatures are valid.");
        }
        return notes.look("見本の署名はすべて有効です。", "All signatures of the sample are valid.");
    }
}

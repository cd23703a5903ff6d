package wariin.ra.evidence;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.springframework.stereotype.Component;
import wariin.ca.IssuingTerms;
import wariin.ca.authority.AssuranceLevel;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.refusal.RegistrationRefusal.ApplicationNotValid;
import wariin.ra.refusal.RegistrationRefusal.OtherSigner;
import wariin.ra.refusal.RegistrationRefusal.Plain;
import wariin.ra.request.Registrant;
import wariin.validation.SignatureReport;
import wariin.validation.SignatureValidation;
import wariin.validation.TrustAnchors;
import wariin.validation.ValidationReport;
import wariin.validation.Verdict;

/// Judges a signed application by machine: the signature is valid, and the signer is the holder whom the request names,
/// by a certificate for which somebody had verified that (S/MIME Baseline Requirements 3.2.4). Never in a transaction.
@Component
public class SignedApplications {

    /// What came of it.
    public sealed interface Judgement {
        record Passed(MachineCheck check) implements Judgement {}

        record Refused(RegistrationRefusal reason) implements Judgement {}
    }

    /// Certificates of these levels say what their holders said.
    private static final Set<AssuranceLevel> UNVERIFIED =
            EnumSet.of(AssuranceLevel.SELF_STATED, AssuranceLevel.EMAIL_CONFIRMED);
    private static final Map<String, String> SHORT = Map.of(
            "2.5.4.5", "serialNumber", "2.5.4.97", "organizationIdentifier", "1.2.840.113549.1.9.1", "emailAddress");

    private final SignatureValidation validation;
    private final TrustAnchors anchors;
    private final IssuingTerms terms;

    SignedApplications(SignatureValidation validation, TrustAnchors anchors, IssuingTerms terms) {
        this.validation = validation;
        this.anchors = anchors;
        this.terms = terms;
    }

    public Judgement judge(byte[] pdf, Registrant registrant) {
        var report = validation.validate(pdf, anchors.trust());
        if (report.refused().isPresent()) {
            return refused(new ApplicationNotValid(report.refused().get().name()));
        }
        if (report.verdict() != Verdict.TOTAL_PASSED) {
            return refused(new ApplicationNotValid(report.verdict().name()));
        }
        if (!report.signatures().stream().allMatch(SignatureReport::unchangedSince)) {
            return refused(new ApplicationNotValid("CHANGED_SINCE"));
        }
        // Others may have signed too; the holder must have.
        RegistrationRefusal nearest = new OtherSigner("name");
        for (var signature : report.signatures()) {
            var against = against(signature, registrant);
            if (against.isEmpty()) return new Judgement.Passed(check(report, signature));
            if (!against.get().equals(new OtherSigner("name"))) nearest = against.get();
        }
        return refused(nearest);
    }

    /// A name alone is no proof of who somebody is: the address or the corporate number must be the same too.
    private Optional<RegistrationRefusal> against(SignatureReport signature, Registrant registrant) {
        var signer = signature.signer();
        if (!sameName(signer.name(), registrant)) return Optional.of(new OtherSigner("name"));
        var email = registrant.email();
        if (email != null && signer.email() != null && !email.equalsIgnoreCase(signer.email())) {
            return Optional.of(new OtherSigner("email"));
        }
        var number = registrant.organisation();
        if (number != null && signer.corporateNumber() != null && !number.equals(signer.corporateNumber())) {
            return Optional.of(new OtherSigner("organisation"));
        }
        var bound = email != null && signer.email() != null || number != null && signer.corporateNumber() != null;
        if (!bound) return Optional.of(new OtherSigner("email"));
        return signature.path().isEmpty() || unverified(signature.path().getFirst())
                ? Optional.of(Plain.SIGNER_NOT_VERIFIED)
                : Optional.empty();
    }

    /// In either order of family name and given name, with or without a space between them.
    private static boolean sameName(String signer, Registrant registrant) {
        if (words(signer).equals(words(registrant.commonName()))) return true;
        return plain(signer).equals(plain(registrant.commonName()))
                || registrant.surname() != null
                        && plain(signer).equals(plain(registrant.surname() + registrant.givenName()));
    }

    private static List<String> words(String name) {
        return Arrays.stream(normal(name).split("[\\s\u3000]+")).sorted().toList();
    }

    private static String plain(String name) {
        return normal(name).replaceAll("[\\s\u3000]+", "");
    }

    private static String normal(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    private boolean unverified(X509Certificate certificate) {
        try {
            var extensions = new JcaX509CertificateHolder(certificate).getExtensions();
            var policies = CertificatePolicies.fromExtensions(extensions);
            if (policies == null) return false;
            var named = Arrays.stream(policies.getPolicyInformation())
                    .map(policy -> policy.getPolicyIdentifier().getId())
                    .toList();
            return terms.policies().level(named).filter(UNVERIFIED::contains).isPresent();
        } catch (CertificateEncodingException broken) {
            return true;
        }
    }

    private static MachineCheck check(ValidationReport report, SignatureReport signature) {
        var certificate = signature.path().getFirst();
        return new MachineCheck(
                report.verdict().name(),
                certificate.getSubjectX500Principal().getName(X500Principal.RFC2253, SHORT),
                certificate.getIssuerX500Principal().getName(X500Principal.RFC2253, SHORT),
                certificate.getSerialNumber().toString(16),
                report.sha256());
    }

    private static Judgement refused(RegistrationRefusal reason) {
        return new Judgement.Refused(reason);
    }
}

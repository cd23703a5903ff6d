package wariin.ceremony;

import java.io.IOException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import wariin.x509.Certificates;
import wariin.x509.StatusAnswerLinter;

/// A status answer from anywhere against what its responder owes (RFC 6960, 4.2): our linter, and who signed it.
final class AnswerLint {
    private static final String RESPONDER = "1.3.6.1.5.5.7.3.9";
    private static final Duration LONGEST = Duration.ofDays(10); // S/MIME BR, 4.9.10

    private AnswerLint() {}

    static List<String> findings(byte[] der, Collection<X509Certificate> certificates) {
        BasicOCSPResp basic;
        try {
            if (!(new OCSPResp(der).getResponseObject() instanceof BasicOCSPResp read)) {
                return List.of(LintWords.finding("no-status"));
            }
            basic = read;
        } catch (IOException | OCSPException | RuntimeException _) {
            return List.of(LintWords.finding("unreadable"));
        }
        var signer = signer(basic, certificates);
        if (signer.isEmpty()) return List.of(LintWords.finding("signer-missing"));
        var expected = new StatusAnswerLinter.Expected(signer.get(), LONGEST, nonce(basic));
        try {
            var findings = new ArrayList<>(StatusAnswerLinter.lintSigned(der, expected));
            findings.addAll(entitled(signer.get(), certificates));
            return List.copyOf(findings);
        } catch (IllegalArgumentException _) {
            return List.of(LintWords.finding("foreign-key"));
        }
    }

    private static Optional<X509Certificate> signer(BasicOCSPResp basic, Collection<X509Certificate> certificates) {
        var carried = new ArrayList<X509Certificate>();
        try {
            for (var one : basic.getCerts()) carried.add(Certificates.parse(one.getEncoded()));
        } catch (IOException | RuntimeException _) {
            carried.clear();
        }
        return carried.isEmpty()
                ? certificates.stream().filter(AnswerLint::answers).findFirst()
                : Optional.of(carried.getFirst());
    }

    /// The authority itself may answer, or whom it marked for it (RFC 6960, 4.2.2.2).
    private static List<String> entitled(X509Certificate signer, Collection<X509Certificate> certificates) {
        if (certificates.contains(signer)) return List.of();
        var issuer = certificates.stream()
                .filter(one -> PkiFile.signed(signer, one.getPublicKey()))
                .findFirst();
        if (issuer.isEmpty()) return List.of(LintWords.finding("signer-unknown"));
        return answers(signer) ? List.of() : List.of(LintWords.finding("signer-not-allowed"));
    }

    private static boolean answers(X509Certificate certificate) {
        try {
            var purposes = certificate.getExtendedKeyUsage();
            return purposes != null && purposes.contains(RESPONDER);
        } catch (CertificateParsingException _) {
            return false;
        }
    }

    /// Nobody knows here what was asked: the answer's own nonce is looked at only for its form.
    private static Optional<byte[]> nonce(BasicOCSPResp basic) {
        var extension = basic.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (extension == null) return Optional.empty();
        try {
            return Optional.of(
                    ASN1OctetString.getInstance(extension.getParsedValue()).getOctets());
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }
}

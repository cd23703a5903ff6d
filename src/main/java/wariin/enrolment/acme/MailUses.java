package wariin.enrolment.acme;

import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import wariin.enrolment.acme.AcmeProblem.Type;
import wariin.x509.CertificationRequest;

/// What a request for a mail certificate wants the key for (RFC 8823, 3.3): signing only, encryption only, or, if it
/// names both or nothing, what the profile gives.
final class MailUses {

    private static final int SIGNING = KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
    private static final int ENCRYPTION = KeyUsage.keyEncipherment | KeyUsage.keyAgreement;

    private MailUses() {}

    /// A profile decides by itself what its certificates are for: a request for less than that, or for something else,
    /// is refused rather than answered with another certificate.
    static void check(CertificationRequest request, String profile) {
        var asked = asked(request);
        if (asked.isEmpty()) return;
        var signs = (asked.get() & SIGNING) != 0;
        var encrypts = (asked.get() & ENCRYPTION) != 0;
        if (!signs) throw AcmeProblem.of(Type.badCSR, "There are no certificates for encryption only");
        if (!encrypts && encrypting(request, profile)) {
            throw AcmeProblem.of(
                    Type.badCSR, "Certificates of this standing approval are for encryption too, not for signing only");
        }
    }

    private static boolean encrypting(CertificationRequest request, String profile) {
        return profile.startsWith("mail-multipurpose/")
                && !request.key().getAlgorithm().startsWith("ML-DSA");
    }

    private static Optional<Integer> asked(CertificationRequest request) {
        try {
            var extensions = new PKCS10CertificationRequest(request.encoded()).getRequestedExtensions();
            var usage = extensions == null ? null : KeyUsage.fromExtensions(extensions);
            if (usage == null) return Optional.empty();
            var bytes = usage.getBytes();
            return Optional.of(bytes.length == 0 ? 0 : (bytes[0] & 0xff) | (bytes.length > 1 ? bytes[1] << 8 : 0));
        } catch (IOException | IllegalArgumentException broken) {
            throw AcmeProblem.of(Type.badCSR, "The key usage of the request cannot be read");
        }
    }
}

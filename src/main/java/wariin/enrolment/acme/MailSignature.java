package wariin.enrolment.acme;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.springframework.stereotype.Component;
import wariin.enrolment.ProgramCertificates;
import wariin.x509.SerialNumber;

/// Checks the signature of a letter (multipart/signed, RFC 8551, 3.5.3) against certificates that we issued.
@Component
class MailSignature {

    private final ProgramCertificates certificates;
    private final Clock clock;

    MailSignature(ProgramCertificates certificates, Clock clock) {
        this.certificates = certificates;
        this.clock = clock;
    }

    /// True if whoever has a valid certificate of ours for the address signed the letter.
    boolean isBy(byte[] letter, String address) {
        try {
            var message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(letter));
            if (!message.isMimeType("multipart/signed") || !(message.getContent() instanceof MimeMultipart parts)) {
                return false;
            }
            if (parts.getCount() != 2) return false;
            var type = new ContentType(message.getContentType());
            var entity = entity(letter, type.getParameter("boundary"));
            if (entity.isEmpty()) return false;
            var signature = parts.getBodyPart(1).getInputStream().readAllBytes();
            var signed = new CMSSignedData(new CMSProcessableByteArray(entity.get()), signature);
            return signed.getSignerInfos().getSigners().stream().anyMatch(one -> isBy(one, address));
        } catch (MessagingException | IOException | CMSException _) {
            return false;
        }
    }

    /// The serial number of the signer leads to our own copy of the certificate: what the letter brings is not trusted.
    private boolean isBy(SignerInformation signer, String address) {
        var serial = signer.getSID().getSerialNumber();
        if (serial == null || serial.signum() <= 0) return false;
        return certificates
                .certificate(new SerialNumber(serial))
                .filter(certificate -> isFor(certificate, address))
                .filter(certificate -> verifies(signer, certificate))
                .isPresent();
    }

    private boolean isFor(X509Certificate certificate, String address) {
        var now = Date.from(clock.instant());
        return CertificateNames.of(certificate).contains(new Identifier(Identifier.EMAIL, address))
                && !now.before(certificate.getNotBefore())
                && !now.after(certificate.getNotAfter())
                && !certificates.isRevoked(certificate);
    }

    private static boolean verifies(SignerInformation signer, X509Certificate certificate) {
        try {
            return signer.getSID().match(new org.bouncycastle.cert.jcajce.JcaX509CertificateHolder(certificate))
                    && signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate));
        } catch (CMSException | OperatorCreationException | java.security.cert.CertificateException _) {
            return false;
        }
    }

    /// The octets of the first part as they were signed: from the first boundary to the line end before the second.
    private static Optional<byte[]> entity(byte[] letter, @org.jspecify.annotations.Nullable String boundary) {
        if (boundary == null) return Optional.empty();
        var text = new String(letter, StandardCharsets.ISO_8859_1);
        var body = text.indexOf("\r\n\r\n");
        var from = text.indexOf("\r\n--" + boundary + "\r\n", Math.max(0, body));
        if (from < 0) return Optional.empty();
        var start = from + boundary.length() + 6;
        var end = text.indexOf("\r\n--" + boundary, start);
        return end < 0 ? Optional.empty() : Optional.of(Arrays.copyOfRange(letter, start, end));
    }
}

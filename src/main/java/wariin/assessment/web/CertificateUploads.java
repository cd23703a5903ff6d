package wariin.assessment.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/// Certificates as people upload them: PEM or DER, one or several in a file.
final class CertificateUploads {

    private static final int LARGEST = 100_000;

    /// A certificate as the form shows it.
    record Shown(int number, String subject, String issuer, String until, String sha256) {}

    private CertificateUploads() {}

    static List<byte[]> read(@Nullable List<MultipartFile> files) throws IOException {
        var all = new ArrayList<byte[]>();
        for (var file : files == null ? List.<MultipartFile>of() : files) {
            if (file.isEmpty()) continue;
            if (file.getSize() > LARGEST) throw new ApplicationForm.Fault("certificate");
            try {
                var found = CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(file.getBytes()));
                if (found.isEmpty()) throw new ApplicationForm.Fault("certificate");
                for (var certificate : found) all.add(certificate.getEncoded());
            } catch (CertificateException none) {
                throw new ApplicationForm.Fault("certificate");
            }
        }
        return all;
    }

    static List<Shown> shown(List<byte[]> certificates) {
        var all = new ArrayList<Shown>();
        for (var n = 0; n < certificates.size(); n++) {
            try {
                var parsed = (X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(certificates.get(n)));
                var hash = MessageDigest.getInstance("SHA-256").digest(certificates.get(n));
                all.add(new Shown(
                        n,
                        parsed.getSubjectX500Principal().getName(),
                        parsed.getIssuerX500Principal().getName(),
                        parsed.getNotAfter().toInstant().toString().substring(0, 10),
                        HexFormat.of().formatHex(hash)));
            } catch (CertificateException | NoSuchAlgorithmException unreadable) {
                throw new IllegalStateException(unreadable);
            }
        }
        return all;
    }
}

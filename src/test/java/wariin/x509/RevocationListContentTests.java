package wariin.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wariin.x509.RevocationListContent.RevokedCertificate;

class RevocationListContentTests {
    private static final TestAuthority ROOT = TestAuthority.root("secp256r1");

    @TempDir
    Path folder;

    @Test
    void isReadByOpenSslAndTheJdk() throws Exception {
        var at = Instant.parse("2026-01-02T03:04:05Z");
        var revoked = new ArrayList<RevokedCertificate>();
        for (var reason : new int[] {0, 1, 3, 4, 5, 9}) {
            revoked.add(new RevokedCertificate(SerialNumber.random(new SecureRandom()), at, reason));
        }
        var der = content(revoked).signedBy(body -> TestAuthority.sign(ROOT.keys(), body));
        Files.write(folder.resolve("list.crl"), der);
        Files.write(folder.resolve("root.cer"), ROOT.certificate().getEncoded());
        var openssl = new OpenSsl(folder);
        openssl.run("x509", "-inform", "DER", "-in", "root.cer", "-out", "root.pem");

        var shown = openssl.run("crl", "-inform", "DER", "-in", "list.crl", "-CAfile", "root.pem", "-noout", "-text");
        var list = Certificates.parseList(der);

        assertThat(shown.output())
                .contains("verify OK", "X509v3 CRL Number", "Privilege Withdrawn", "Jan  2 03:04:05 2026");
        assertThat(list.getRevokedCertificates()).hasSize(6);
        assertThat(list.getRevokedCertificate(revoked.getFirst().serial().value())
                        .getRevocationReason())
                .isNull();
        list.verify(ROOT.keys().getPublic());
    }

    @Test
    void leavesOutAnEmptyList() {
        var der = content(List.of()).signedBy(body -> TestAuthority.sign(ROOT.keys(), body));

        assertThat(Certificates.parseList(der).getRevokedCertificates()).isNull();
    }

    private static RevocationListContent content(List<RevokedCertificate> revoked) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var subject = ROOT.certificate().getSubjectX500Principal();
        var key = ROOT.keys().getPublic();
        return new RevocationListContent(subject, key, 7, now, now.plus(Duration.ofDays(1)), now, revoked);
    }
}

package wariin.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509CRLHolder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wariin.x509.RevocationListContent.RevokedCertificate;

@DisplayName("RFC 5280, 5: lists of any length")
class RevocationListWriterTests {
    private static final TestAuthority ROOT = TestAuthority.root("secp256r1");
    private static final int[] REASONS = {0, 1, 3, 4, 5, 6, 9};

    @TempDir
    Path folder;

    @RepeatedTest(25)
    void saysWhatBouncyCastleAndTheJdkRead(RepetitionInfo repetition) throws Exception {
        var random = new Random(repetition.getCurrentRepetition());
        var revoked = revoked(random, random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(3_000));
        var place = "http://pki.example/pki/person/" + random.nextInt(128) + ".crl";
        var writer = writer(1 + random.nextLong(Long.MAX_VALUE - 1), random.nextBoolean() ? List.of() : List.of(place));

        var der = signed(writer, Revocations.of(revoked)).encoded();

        var jdk = Certificates.parseList(der);
        jdk.verify(ROOT.keys().getPublic());
        assertThat(jdk.getEncoded()).isEqualTo(der);
        assertThat(jdk.getThisUpdate().toInstant()).isEqualTo(writer.thisUpdate());
        assertThat(
                        jdk.getRevokedCertificates() == null
                                ? 0
                                : jdk.getRevokedCertificates().size())
                .isEqualTo(revoked.size());
        for (var one : revoked.subList(0, Math.min(200, revoked.size()))) {
            var entry = jdk.getRevokedCertificate(one.serial().value());
            assertThat(entry.getRevocationDate().toInstant()).isEqualTo(one.at());
            assertThat(entry.hasExtensions()).isEqualTo(one.reason() != 0);
        }
        var bouncy = new X509CRLHolder(der);
        assertThat(bouncy.toASN1Structure().getEncoded("DER")).isEqualTo(der);
        assertThat(bouncy.getRevokedCertificates()).hasSize(revoked.size());
        var point = bouncy.getExtension(Extension.issuingDistributionPoint);
        assertThat(point != null).isEqualTo(!writer.places().isEmpty());
        if (point != null) {
            assertThat(point.isCritical()).isTrue();
            assertThat(places(point)).containsExactly(place);
        }
    }

    @Test
    void keepsEntriesSortedAndEachOnce() {
        var one = new SerialNumber(BigInteger.TWO);
        var entries = new Revocations();
        entries.add(one, Instant.EPOCH, 1);

        assertThatThrownBy(() -> entries.add(one, Instant.EPOCH, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> entries.add(new SerialNumber(BigInteger.ONE), Instant.EPOCH, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(entries.size()).isEqualTo(1);
    }

    @Test
    void isAcceptedByOpenSslGnuTlsAndNss() throws Exception {
        var writer = writer(4711, List.of("http://pki.example/pki/person/7.crl"));
        var der = signed(writer, Revocations.of(revoked(new Random(7), 500))).encoded();
        Files.write(folder.resolve("shard.crl"), der);
        Files.write(folder.resolve("root.cer"), ROOT.certificate().getEncoded());
        var openssl = new OpenSsl(folder);
        openssl.run("x509", "-inform", "DER", "-in", "root.cer", "-out", "root.pem");

        var shown = openssl.run("crl", "-inform", "DER", "-in", "shard.crl", "-CAfile", "root.pem", "-noout", "-text");

        assertThat(shown.output())
                .contains("verify OK", "Issuing Distribution Point: critical", "person/7.crl", "CRL Number", "4711");
        assumeTrue(OutsideProgram.isPresent("certtool") && OutsideProgram.isPresent("crlutil"));
        var gnutls = OutsideProgram.run(
                folder,
                "certtool",
                "--verify-crl",
                "--inder",
                "--infile",
                "shard.crl",
                "--load-ca-certificate",
                "root.cer");
        assertThat(gnutls.output()).contains("output: Verified");
        OutsideProgram.run(folder, "certutil", "-N", "-d", "sql:.", "--empty-password");
        OutsideProgram.run(folder, "certutil", "-A", "-d", "sql:.", "-n", "ca", "-t", "CT,C,C", "-i", "root.pem");
        // NSS knows no divided lists (its limit, and the reason why the extension is critical), but it takes full ones.
        assertThat(OutsideProgram.run(folder, "crlutil", "-I", "-d", "sql:.", "-i", "shard.crl", "-t", "1")
                        .output())
                .contains("SEC_ERROR_CRL_UNKNOWN_CRITICAL_EXTENSION");
        var full = signed(writer(4712, List.of()), Revocations.of(revoked(new Random(8), 500)))
                .encoded();
        Files.write(folder.resolve("full.crl"), full);
        assertThat(OutsideProgram.run(folder, "crlutil", "-I", "-d", "sql:.", "-i", "full.crl", "-t", "1"))
                .isEqualTo(new OpenSsl.Result(0, ""));
    }

    @Test
    void writesAMillionEntriesAsOne() {
        var entries = new Revocations();
        var serial = new byte[20];
        serial[0] = 0x40;
        for (var n = 0; n < 1_000_000; n++) {
            for (var octet = 0; octet < 4; octet++) serial[16 + octet] = (byte) (n >>> 8 * (3 - octet));
            entries.add(serial, 1_790_000_000L + n, n % 10 == 0 ? 0 : 4);
        }

        var list = signed(writer(1, List.of()), entries);

        assertThat(list.length()).isGreaterThan(50_000_000);
        assertThat(list.head()[0]).isEqualTo((byte) Der.SEQUENCE);
        assertThat(DerReader.over(list.toBeSigned()).into(Der.SEQUENCE).hasMore())
                .isTrue();
    }

    private static List<String> places(Extension point) {
        var name = IssuingDistributionPoint.getInstance(point.getParsedValue()).getDistributionPoint();
        var places = new ArrayList<String>();
        for (var one : GeneralNames.getInstance(name.getName()).getNames())
            places.add(one.getName().toString());
        return places;
    }

    /// Numbers of all lengths, and moments up to the end of the century, when times are written otherwise.
    private static List<RevokedCertificate> revoked(Random random, int count) {
        var serials = new java.util.TreeSet<BigInteger>();
        while (serials.size() < count) {
            var own = random.nextInt(10) > 0;
            serials.add(
                    own
                            ? SerialNumber.random(new SecureRandom()).value()
                            : new BigInteger(1 + random.nextInt(159), random).max(BigInteger.ONE));
        }
        var revoked = new ArrayList<RevokedCertificate>();
        for (var serial : serials) {
            var at = Instant.ofEpochSecond(random.nextLong(4_102_444_800L));
            revoked.add(new RevokedCertificate(new SerialNumber(serial), at, REASONS[random.nextInt(REASONS.length)]));
        }
        return revoked;
    }

    private static SignedRevocationList signed(RevocationListWriter writer, Revocations entries) {
        return writer.write(entries, _ -> {}, body -> TestAuthority.sign(ROOT.keys(), body));
    }

    private static RevocationListWriter writer(long number, List<String> places) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new RevocationListWriter(
                ROOT.certificate().getSubjectX500Principal(),
                ROOT.keys().getPublic(),
                number,
                now,
                now.plus(Duration.ofDays(7)),
                now.minus(Duration.ofDays(1)),
                places);
    }
}

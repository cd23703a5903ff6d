package wariin.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import wariin.ca.CertificationAuthority;
import wariin.ca.TestClient;
import wariin.ca.ceremony.ManyAuthorities;
import wariin.x509.KeyIdentifier;
import wariin.x509.SerialNumber;
import wariin.x509.StatusRequest.CertificateId;

/// How a start goes with ten million certificates and a thousand authorities, and how long a status takes that nobody
/// asked for before. The rows are as those of issued certificates, but for the DER, which is cut to 300 octets so that
/// the disk holds them; a start and a look read none of it.
final class FullHouse {
    private static final int CERTIFICATES = 10_000_000;
    private static final int AT_ONCE = 1_000_000;
    private static final int AUTHORITIES = 1_000;
    private static final int REVOKED_IN = 100;
    private static final int LOOKS = 2_000;
    private static final long DISK = 20L << 30;

    private final Path data;
    private final int certificates;

    FullHouse(Path data) throws IOException {
        this.data = data;
        var free = Files.getFileStore(data).getUsableSpace();
        this.certificates = free > DISK ? CERTIFICATES : CERTIFICATES / 10;
    }

    void run() throws Exception {
        try (var platform = PkiBenchmark.platform(data)) {
            ManyAuthorities.make(platform, "many-", AUTHORITIES, 1);
            fill(platform.getBean(JdbcClient.class));
        }
        // The lists of the new authorities are made here, before the clock runs.
        try (var platform = PkiBenchmark.platform(data)) {
            System.err.println("authorities: "
                    + platform.getBean(CertificationAuthority.class)
                            .authorities()
                            .size());
        }
        var starts = new ArrayList<Double>();
        for (var n = 0; n < 3; n++) {
            var start = System.nanoTime();
            try (var platform = PkiBenchmark.platform(data)) {
                starts.add((System.nanoTime() - start) / 1e9);
                if (n == 2) {
                    looks(
                            platform.getBean(CertificationAuthority.class),
                            platform.getEnvironment().getProperty("local.server.port"));
                }
            }
        }
        Figures.print("pki.start_" + certificates / 1_000_000 + "m_s", PkiBenchmark.values(starts), "s");
    }

    private void fill(JdbcClient jdbc) {
        jdbc.sql("set session synchronous_commit = off").update();
        jdbc.sql("drop index ca_certificate_subject_key, ca_certificate_settled")
                .update();
        for (var from = 0; from < certificates; from += AT_ONCE) {
            jdbc.sql("""
                            insert into ca_certificate (not_before, not_after, intended_at, settled_at, own, serial,
                                                        issuer, profile, holder, subject_key, der)
                            select now(), now() + interval '2 years', now(), now(), false,
                                   set_byte(substring(sha256(int4send(n)) for 20), 0, 64 + n % 64),
                                   'issuing', 'person/1', 'many', sha256(int4send(-n)),
                                   sha256(int4send(n)) || decode(repeat('00', 268), 'hex')
                              from generate_series(cast(:from as integer), cast(:last as integer)) as n
                            """).param("from", from).param("last", from + AT_ONCE - 1).update();
        }
        jdbc.sql("create index ca_certificate_subject_key on ca_certificate (subject_key)")
                .update();
        jdbc.sql("create index ca_certificate_settled on ca_certificate (settled_at) where not own")
                .update();
        jdbc.sql("""
                        insert into ca_revocation (serial, issuer, revoked_at, reason, changed_at)
                        select set_byte(substring(sha256(int4send(n)) for 20), 0, 64 + n % 64), 'issuing',
                               date_trunc('second', now()), 4, now()
                          from generate_series(0, cast(:last as integer), cast(:step as integer)) as n
                        """).param("last", certificates - 1).param("step", REVOKED_IN).update();
        jdbc.sql("analyze ca_certificate").update();
        jdbc.sql("analyze ca_revocation").update();
    }

    /// One after the other, each for a certificate that was never asked for: look-up and signature.
    private void looks(CertificationAuthority authority, String port) throws Exception {
        var issuer = authority.authorities().get("issuing");
        var name = KeyIdentifier.ofName("SHA-1", issuer.getSubjectX500Principal());
        var key = KeyIdentifier.hash("SHA-1", issuer.getPublicKey());
        var client = new TestClient("http://localhost:" + port, HttpClient.newHttpClient());
        var random = new SecureRandom();
        var times = new ArrayList<Double>();
        for (var n = 0; n < LOOKS; n++) {
            var id = CertificateId.of("SHA-1", name, key, serial(random.nextInt(certificates)));
            var request = StatusLoad.request(id.encoded(), new byte[0]);
            var start = System.nanoTime();
            var answer =
                    client.post("/ocsp", "application/ocsp-request", request).body();
            times.add((System.nanoTime() - start) / 1e6);
            if (answer.length < 100) throw new IllegalStateException("No answer");
        }
        times.sort(null);
        var late = List.of(times.get((int) (0.99 * times.size())));
        Figures.print("pki.look_10m_p99_ms", PkiBenchmark.values(late), "ms");
    }

    private static SerialNumber serial(int n) throws Exception {
        var four = java.nio.ByteBuffer.allocate(4).putInt(n).array();
        var hash = java.security.MessageDigest.getInstance("SHA-256").digest(four);
        var serial = java.util.Arrays.copyOf(hash, 20);
        serial[0] = (byte) (64 + n % 64);
        return new SerialNumber(new java.math.BigInteger(serial));
    }
}

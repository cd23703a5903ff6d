package wariin.ca.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import wariin.ca.CertificationAuthority;
import wariin.ca.TestClient;
import wariin.ca.TestSubscribers;
import wariin.ca.ceremony.Authorities;
import wariin.ca.revocation.RevocationReason;
import wariin.database.DatabaseTest;
import wariin.keys.AuthorityKeys;
import wariin.x509.Certificates;
import wariin.x509.Der;
import wariin.x509.KeyIdentifier;
import wariin.x509.OutsideProgram;
import wariin.x509.SerialNumber;
import wariin.x509.StatusRequest.CertificateId;

@DatabaseTest
class StatusResponderTests {
    private static final int SUCCESSFUL = 0;
    private static final int MALFORMED = 1;
    private static final int TRY_LATER = 3;

    @TempDir
    Path folder;

    @Autowired
    CertificationAuthority authority;

    @Autowired
    Authorities authorities;

    @Autowired
    Responders responders;

    @Autowired
    AuthorityKeys keys;

    @Autowired
    DataSource dataSource;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    StatusResponder responder;

    @Value("${wariin.base-url}")
    String base;

    private X509Certificate leaf;

    @BeforeEach
    void issue() {
        leaf = authority.issue(TestSubscribers.request());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 32, 127, 128})
    void echoesNoncesOfAllLengths(int length) throws Exception {
        var response = post(request(nonce(length), id(leaf, "SHA-256")));

        var extension = answer(response).getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        assertThat(HexFormat.of().formatHex(extension.getExtnValue().getOctets()))
                .isEqualTo(HexFormat.of().formatHex(Der.octets(new byte[length])));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 129, 1000})
    void refusesNoncesOfOtherLengths(int length) throws Exception {
        assertThat(status(post(request(nonce(length), id(leaf, "SHA-1"))))).isEqualTo(MALFORMED);
    }

    @Test
    void learnsInASecondWhatAnotherNodeRevoked() throws Exception {
        assertThat(single(responder.answer(request(id(leaf, "SHA-1"))).der())).isNull();
        revokeElsewhere(leaf, 1);

        await().atMost(Duration.ofSeconds(1))
                .until(() -> single(responder.answer(request(id(leaf, "SHA-1"))).der()) instanceof RevokedStatus);
    }

    @Test
    void learnsOfARevocationThatWasCommittedLate() throws Exception {
        var other = authority.issue(TestSubscribers.request());
        responder.answer(request(id(leaf, "SHA-1")));
        responder.answer(request(id(other, "SHA-1")));
        try (var slow = dataSource.getConnection()) {
            slow.setAutoCommit(false);
            revoke(slow, leaf);
            revokeElsewhere(other, 1);
            await().atMost(Duration.ofSeconds(2))
                    .until(() ->
                            single(responder.answer(request(id(other, "SHA-1"))).der()) instanceof RevokedStatus);
            assertThat(single(responder.answer(request(id(leaf, "SHA-1"))).der()))
                    .isNull();
            slow.commit();
            slow.setAutoCommit(true);
        }

        await().atMost(Duration.ofSeconds(1))
                .until(() -> single(responder.answer(request(id(leaf, "SHA-1"))).der()) instanceof RevokedStatus);
    }

    @Test
    void callsAHoldRevokedAndItsEndGood() throws Exception {
        revokeElsewhere(leaf, 6);
        await().until(() ->
                single(responder.answer(request(id(leaf, "SHA-256"))).der()) instanceof RevokedStatus);
        var held = (RevokedStatus)
                single(responder.answer(request(id(leaf, "SHA-256"))).der());
        assertThat(held.getRevocationReason()).isEqualTo(6);

        jdbc.sql("""
                        update ca_revocation
                           set revoked_at = null, reason = null, status_number = nextval('ca_status_number')
                         where serial = :serial
                        """).param("serial", SerialNumber.of(leaf).bytes()).update();

        await().until(() ->
                single(responder.answer(request(id(leaf, "SHA-256"))).der()) == null);
    }

    @Test
    void callsNothingGoodAnewWithoutTheDatabase() throws Exception {
        var switched = new SwitchedSource(dataSource);
        var register = new CertificateStatusRegister(JdbcClient.create(switched));
        var feed = new StatusFeed(register);
        var knowledge = new StatusKnowledge(register, feed);
        var cut = new StatusResponder(responders, knowledge, feed, keys, Clock.systemUTC());
        var other = authority.issue(TestSubscribers.request());
        var gone = authority.issue(TestSubscribers.request());
        authority.revoke(SerialNumber.of(gone), RevocationReason.SUPERSEDED, "test");
        try (var threads = Executors.newSingleThreadExecutor()) {
            feed.read();
            var looking = threads.submit(() -> serve(knowledge));
            var first = cut.answer(request(id(leaf, "SHA-1"))).der();
            assertThat(single(first)).isNull();
            assertThat(single(cut.answer(request(id(gone, "SHA-1"))).der())).isInstanceOf(RevokedStatus.class);

            switched.off = true;
            await().atMost(Duration.ofSeconds(6)).until(() -> !feed.isCurrent());

            // What was signed before goes on, also where a nonce was asked for; nothing is called good anew.
            assertThat(cut.answer(request(id(leaf, "SHA-1"))).der()).isEqualTo(first);
            assertThat(cut.answer(request(nonce(16), id(leaf, "SHA-1"))).der()).isEqualTo(first);
            assertThat(status(
                            cut.answer(request(nonce(16), id(leaf, "SHA-256"))).der()))
                    .isEqualTo(TRY_LATER);
            assertThat(status(cut.answer(request(id(other, "SHA-1"))).der())).isEqualTo(TRY_LATER);
            // A revocation stays true.
            var revoked = cut.answer(request(nonce(16), id(gone, "SHA-256"))).der();
            assertThat(single(revoked)).isInstanceOf(RevokedStatus.class);

            switched.off = false;
            feed.read();
            assertThat(single(
                            cut.answer(request(nonce(16), id(leaf, "SHA-256"))).der()))
                    .isNull();
            looking.cancel(true);
            threads.shutdownNow();
        }
    }

    @Test
    void sendsAwayWhoeverWouldWaitLong() throws Exception {
        var room = new SigningRoom(1, 2);
        var busy = new CountDownLatch(1);
        var inside = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> room.enter(() -> {
                inside.countDown();
                try {
                    busy.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
                return "first";
            }));
            inside.await();
            var second = threads.submit(() -> room.enter(() -> "second"));
            await().until(() -> room.inside() == 2);

            assertThat(room.enter(() -> "third")).isNull();
            busy.countDown();
            assertThat(first.get()).isEqualTo("first");
            assertThat(second.get()).isEqualTo("second");
            assertThat(room.enter(() -> "fourth")).isEqualTo("fourth");
        }
    }

    @Test
    void satisfiesGnuTls() throws Exception {
        assumeTrue(OutsideProgram.isPresent("ocsptool"));
        var issuer = authorities.issuerOf(leaf).orElseThrow().certificate();
        var pem = java.util.Base64.getMimeEncoder(64, new byte[] {'\n'});
        for (var one : List.of(new Object[] {"leaf", leaf}, new Object[] {"issuer", issuer})) {
            Files.writeString(
                    folder.resolve(one[0] + ".pem"),
                    "-----BEGIN CERTIFICATE-----\n"
                            + pem.encodeToString(Certificates.encoded((X509Certificate) one[1]))
                            + "\n-----END CERTIFICATE-----\n");
        }

        var asked = OutsideProgram.run(
                folder,
                "ocsptool",
                "--ask=" + base + "/ocsp",
                "--nonce",
                "--load-cert",
                "leaf.pem",
                "--load-issuer",
                "issuer.pem",
                "--load-trust",
                "issuer.pem");

        assertThat(asked.status()).as(asked.output()).isZero();
        assertThat(asked.output()).contains("Certificate Status: good").doesNotContain("FAIL");
    }

    /// A database that can go away.
    private static final class SwitchedSource extends DelegatingDataSource {
        private volatile boolean off;

        SwitchedSource(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (off) throw new SQLException("The database is gone");
            return super.getConnection();
        }
    }

    private static void serve(StatusKnowledge knowledge) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                knowledge.serve();
            } catch (RuntimeException _) {
                // the next round tries again
            }
        }
    }

    private void revokeElsewhere(X509Certificate certificate, int reason) {
        jdbc.sql("""
                        insert into ca_revocation (serial, issuer, revoked_at, reason, changed_at)
                        select serial, issuer, date_trunc('second', now()), :reason, now()
                          from ca_certificate where serial = :serial
                        """)
                .param("reason", reason)
                .param("serial", SerialNumber.of(certificate).bytes())
                .update();
    }

    private static void revoke(Connection connection, X509Certificate certificate) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into ca_revocation (serial, issuer, revoked_at, reason, changed_at)
                select serial, issuer, date_trunc('second', now()), 1, now() from ca_certificate where serial = ?
                """)) {
            statement.setBytes(1, SerialNumber.of(certificate).bytes());
            statement.executeUpdate();
        }
    }

    private byte[] post(byte[] request) {
        return TestClient.of(base)
                .post("/ocsp", "application/ocsp-request", request)
                .body();
    }

    private byte[] id(X509Certificate certificate, String digest) {
        var issuer = authorities.issuerOf(certificate).orElseThrow().certificate();
        return CertificateId.of(
                        digest,
                        KeyIdentifier.ofName(digest, issuer.getSubjectX500Principal()),
                        KeyIdentifier.hash(digest, issuer.getPublicKey()),
                        SerialNumber.of(certificate))
                .encoded();
    }

    private static byte[] request(byte[] id) {
        return request(new byte[0], id);
    }

    private static byte[] request(byte[] extensions, byte[] id) {
        return Der.sequence(Der.sequence(Der.sequence(Der.sequence(id)), extensions));
    }

    private static byte[] nonce(int length) {
        var nonce = Der.extension("1.3.6.1.5.5.7.48.1.2", false, Der.octets(new byte[length]));
        return Der.of(Der.CONTEXT + 2, Der.sequence(nonce));
    }

    private static int status(byte[] response) throws Exception {
        return new OCSPResp(response).getStatus();
    }

    private static BasicOCSPResp answer(byte[] response) throws Exception {
        assertThat(status(response)).isEqualTo(SUCCESSFUL);
        return (BasicOCSPResp) new OCSPResp(response).getResponseObject();
    }

    private static Object single(byte[] response) throws Exception {
        return answer(response).getResponses()[0].getCertStatus();
    }
}

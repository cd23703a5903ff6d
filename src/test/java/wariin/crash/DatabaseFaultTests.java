package wariin.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import wariin.Wariin;
import wariin.ca.CertificationAuthority;
import wariin.ca.application.CertificateApplication;
import wariin.ca.application.IssuancePermit;
import wariin.ca.application.NotIssued;
import wariin.ca.application.PreparedCertificate;
import wariin.ca.application.PreparedOutcome.Prepared;
import wariin.ca.authority.AssuranceLevel;
import wariin.ca.authority.PolicyArc;
import wariin.ca.revocation.RevocationReason;
import wariin.database.SystemPostgres;
import wariin.journal.Journal;
import wariin.tsa.TimeStampAuthority;
import wariin.tsa.TokenEvidence;
import wariin.x509.CertificateProfile;
import wariin.x509.DistinguishedName;
import wariin.x509.SerialNumber;

/// Takes the database, or the room on its disk, away in the middle of issuing: a clear refusal, and nothing twice,
/// lost or unlogged when it is back.
@Tag("heavy")
class DatabaseFaultTests {
    private static final int CALLERS = 8;

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<PreparedCertificate> refused = new ConcurrentLinkedQueue<>();
    private final ConcurrentHashMap<PreparedCertificate, String> issued = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Integer> reasons = new ConcurrentHashMap<>();
    private final List<Throwable> others = new java.util.concurrent.CopyOnWriteArrayList<>();
    private volatile boolean over;

    @Test
    void goesOnWhenTheDatabaseWasGone() throws Exception {
        try (var server = SystemPostgres.start();
                var platform = run(server)) {
            var callers = begin(platform);
            try {
                for (var blink = 0; blink < 20; blink++) {
                    Thread.sleep(250);
                    server.endSessions();
                }
                tell("Sessions ended 20 times");
                server.stop();
                var stamped = stampWithout(platform);
                Thread.sleep(12_000); // longer than a caller waits, twice
                tell("Server stopped for 12 s");
                server.resume();
                awaitIssued(Duration.ofSeconds(60));
                assertWrittenDown(platform, stamped);
            } finally {
                end(callers);
            }
            judge(platform);
        }
    }

    @Test
    void goesOnWhenTheDiskWasFull() throws Exception {
        try (var server = SystemPostgres.startOnDisk(160);
                var platform = run(server)) {
            var callers = begin(platform);
            try {
                Thread.sleep(2_000);
                server.fillDisk();
                var end = Instant.now().plusSeconds(100);
                while (refused.isEmpty() && Instant.now().isBefore(end)) Thread.sleep(100);
                Thread.sleep(3_000);
                tell("Disk full");
                System.out.println("The server " + (server.isRunning() ? "runs on" : "ended"));
                server.freeDisk();
                if (!server.isRunning()) server.resume();
                awaitIssued(Duration.ofSeconds(60));
            } finally {
                end(callers);
            }
            judge(platform);
        }
    }

    private ConfigurableApplicationContext run(SystemPostgres server) throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var settings = new ArrayList<>(server.settings());
        settings.addAll(List.of(
                "--wariin.data=" + folder.resolve("data"),
                "--wariin.keys.passphrase=crash course, not a secret",
                "--wariin.base-url=http://localhost:" + port,
                "--server.port=" + port,
                "--logging.level.root=off",
                "--logging.level.wariin=off"));
        return SpringApplication.run(Wariin.class, settings.toArray(String[]::new));
    }

    private List<Thread> begin(ConfigurableApplicationContext platform) throws Exception {
        platform.getBean(TimeStampAuthority.class).stamp(new byte[32]); // the key is read from the database once
        var authority = platform.getBean(CertificationAuthority.class);
        var callers = new ArrayList<Thread>();
        for (var n = 0; n < CALLERS; n++) callers.add(Thread.startVirtualThread(() -> issueUntilOver(authority)));
        awaitIssued(Duration.ofSeconds(30));
        return callers;
    }

    private void end(List<Thread> callers) throws InterruptedException {
        over = true;
        for (var caller : callers) caller.join(Duration.ofSeconds(90));
    }

    private void awaitIssued(Duration patience) throws Exception {
        var before = issued.size();
        var begun = Instant.now();
        while (issued.size() == before) {
            assertThat(Duration.between(begun, Instant.now())).isLessThan(patience);
            Thread.sleep(20);
        }
        System.out.println(
                "Issued again " + Duration.between(begun, Instant.now()).toMillis() + " ms later");
        Thread.sleep(2_000);
    }

    private void issueUntilOver(CertificationAuthority authority) {
        for (var n = 0; !over; n++) {
            try {
                var body = ((Prepared) authority.prepare(application())).certificate();
                if (issue(authority, body) && n % 8 == 0) {
                    authority.revoke(body.serial(), RevocationReason.SUPERSEDED, "crash");
                }
                Thread.sleep(5);
            } catch (org.springframework.dao.DataAccessException
                    | org.springframework.transaction.TransactionException e) {
                reasons.merge(e.getClass().getSimpleName(), 1, Integer::sum); // told by prepare or revoke
            } catch (Exception | Error unexpected) {
                others.add(unexpected);
            }
        }
    }

    private boolean issue(CertificationAuthority authority, PreparedCertificate body) {
        try {
            issued.put(body, IssuanceConsistency.sha256(authority.issue(body, new Permit(body))));
            return true;
        } catch (NotIssued why) {
            reasons.merge(String.valueOf(why.getMessage()), 1, Integer::sum);
            refused.add(body);
            return false;
        }
    }

    /// Time-stamps need no database; what they are is written down when it is back.
    private static List<byte[]> stampWithout(ConfigurableApplicationContext platform) throws Exception {
        var stamped = new ArrayList<byte[]>();
        for (var n = 0; n < 100; n++) {
            var token = platform.getBean(TimeStampAuthority.class).stamp(new byte[32]);
            stamped.add(MessageDigest.getInstance("SHA-256").digest(token));
        }
        return stamped;
    }

    private static void assertWrittenDown(ConfigurableApplicationContext platform, List<byte[]> tokens)
            throws Exception {
        Thread.sleep(3_000);
        var evidence = platform.getBean(TokenEvidence.class);
        assertThat(tokens).allSatisfy(hash -> assertThat(evidence.find(hash)).isPresent());
        System.out.println(tokens.size() + " tokens without a database, all written down afterwards");
    }

    private void judge(ConfigurableApplicationContext platform) {
        assertThat(others).isEmpty();
        assertThat(refused).isNotEmpty();
        assertThat(reasons.keySet())
                .filteredOn(reason -> reason.contains(" "))
                .allMatch(reason -> reason.contains("ask for it again") || reason.contains("try again"));
        var jdbc = platform.getBean(JdbcClient.class);
        var authority = platform.getBean(CertificationAuthority.class);
        var left = IssuanceConsistency.intents(jdbc);
        assertThat(IssuanceConsistency.violations(jdbc)).isEmpty();
        for (var body : refused) {
            var certificate = authority.issue(body, new Permit(body));
            assertThat(SerialNumber.of(certificate)).isEqualTo(body.serial());
            issued.put(body, IssuanceConsistency.sha256(certificate));
        }
        issued.forEach(
                (body, sha256) -> assertThat(authority.find(body.serial()).map(IssuanceConsistency::sha256))
                        .contains(sha256));
        assertThat(issued.keySet().stream().map(PreparedCertificate::serial)).doesNotHaveDuplicates();
        assertThat(IssuanceConsistency.violations(jdbc)).isEmpty();
        assertThat(IssuanceConsistency.intents(jdbc)).isZero();
        var journal = platform.getBean(Journal.class);
        journal.integrate();
        assertThat(journal.check().whole()).isTrue();
        System.out.println("JUDGED " + issued.size() + " certificates, " + refused.size() + " of them refused before, "
                + left + " intents were left; the log is whole");
    }

    private void tell(String what) {
        System.out.println(what + ": " + issued.size() + " issued, " + refused.size() + " refused: " + reasons);
    }

    private static CertificateApplication application() throws Exception {
        var subject =
                new DistinguishedName("JP", "株式会社 割印商事", "NTRJP-7000012050002", "山田 花子", "W1").withPerson("花子", "山田");
        return new CertificateApplication(
                CertificateProfile.PERSON,
                key(),
                subject,
                List.of(),
                Duration.ofDays(365),
                PolicyArc.RELEASED.of(AssuranceLevel.OPERATOR_CHECKED),
                UUID.randomUUID().toString());
    }

    private static PublicKey key() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair().getPublic();
    }

    private static final class Permit extends IssuancePermit {
        Permit(PreparedCertificate body) {
            super(body.sha256(), "crash", Map.of());
        }
    }
}

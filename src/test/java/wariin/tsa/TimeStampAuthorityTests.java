package wariin.tsa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.TestClient;
import wariin.database.DatabaseTest;
import wariin.journal.Journal;
import wariin.x509.Der;
import wariin.x509.OpenSsl;

@DatabaseTest
class TimeStampAuthorityTests {
    private static final String QUERY = "application/timestamp-query";

    @TempDir
    Path folder;

    @Autowired
    TimeStampAuthority authority;

    @Autowired
    TokenBatch batch;

    @Autowired
    TokenJournal tokens;

    @Autowired
    TokenEvidence evidence;

    @Autowired
    Journal journal;

    @Autowired
    PlatformTransactionManager manager;

    @Value("${wariin.base-url}")
    String base;

    private TestClient client;
    private OpenSsl openssl;

    @BeforeEach
    void fetchTheRoot() throws IOException {
        client = TestClient.of(base);
        openssl = new OpenSsl(folder);
        Files.write(folder.resolve("root.pem"), client.get("/pki/root.pem").body());
        Files.write(
                folder.resolve("time-stamping.pem"),
                client.get("/pki/time-stamping.pem").body());
        Files.writeString(folder.resolve("file"), "契約書");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256", "sha384", "sha512"})
    void stampsOverHttpAndOpenSslVerifies(String digest) throws IOException {
        openssl.run("ts", "-query", "-data", "file", "-" + digest, "-cert", "-out", "q.tsq");

        var response = client.post("/tsa", QUERY, Files.readAllBytes(folder.resolve("q.tsq")));

        Files.write(folder.resolve("r.tsr"), response.body());
        var verified = openssl.run(
                "ts",
                "-verify",
                "-queryfile",
                "q.tsq",
                "-in",
                "r.tsr",
                "-CAfile",
                "root.pem",
                "-untrusted",
                "time-stamping.pem");
        assertThat(verified.output()).contains("Verification: OK");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/timestamp-reply");
    }

    @Test
    void refusesWhatItMustRefuse() throws Exception {
        openssl.run("ts", "-query", "-data", "file", "-sha1", "-out", "sha1.tsq");
        openssl.run("ts", "-query", "-data", "file", "-sha256", "-tspolicy", "1.2.3.4", "-out", "policy.tsq");

        assertThat(failure(Files.readAllBytes(folder.resolve("sha1.tsq")))).isEqualTo(PKIFailureInfo.badAlg);
        assertThat(failure(Files.readAllBytes(folder.resolve("policy.tsq"))))
                .isEqualTo(PKIFailureInfo.unacceptedPolicy);
        assertThat(failure(new byte[] {1, 2, 3})).isEqualTo(PKIFailureInfo.badDataFormat);
        assertThat(failure(Der.sequence(Der.integer(1)))).isEqualTo(PKIFailureInfo.badDataFormat);
        assertThat(client.post("/tsa", QUERY, new byte[9000]).statusCode()).isEqualTo(413);
        assertThat(client.post("/tsa", "text/plain", new byte[9]).statusCode()).isEqualTo(415);
    }

    @Test
    void numbersEveryTokenOnceAndWritesAllHashesDown() throws Exception {
        var serials = ConcurrentHashMap.newKeySet();
        var hash = MessageDigest.getInstance("SHA-256").digest(new byte[1]);
        try (var threads = Executors.newFixedThreadPool(4)) {
            threads.invokeAll(IntStream.range(0, 200)
                    .<java.util.concurrent.Callable<Object>>mapToObj(_ -> () -> {
                        var token = new TimeStampToken(new CMSSignedData(authority.stamp(hash)));
                        return serials.add(token.getTimeStampInfo().getSerialNumber());
                    })
                    .toList());
        }
        batch.write();

        assertThat(serials).hasSize(200);
        assertThat(tokens.lastTime())
                .hasValueSatisfying(at -> assertThat(at).isAfter(Instant.now().minusSeconds(60)));
    }

    @Test
    void findsATokenByItsNumberHoweverOldItIs() throws Exception {
        var bytes = authority.stamp(new byte[32]);
        batch.write();
        var info = new TimeStampToken(new CMSSignedData(bytes)).getTimeStampInfo();
        var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
        var serial = info.getSerialNumber();
        var page = "/tsa/tokens/" + java.util.HexFormat.of().formatHex(hash);

        assertThat(evidence.find(hash)).isPresent();
        assertThat(evidence.find(hash, serial))
                .map(TokenEvidence.Evidence::number)
                .isEqualTo(evidence.find(hash).map(TokenEvidence.Evidence::number));
        assertThat(evidence.find(hash, serial.add(java.math.BigInteger.valueOf(1_000_000))))
                .isEmpty();
        assertThat(evidence.find(hash, serial.shiftLeft(64))).isEmpty();
        assertThat(evidence.find(hash, serial.negate())).isEmpty();
        assertThat(client.get(page + "?serial=0x" + serial.toString(16).toUpperCase(java.util.Locale.ROOT))
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.get(page + "/hashes?serial=" + serial.toString(16)).statusCode())
                .isEqualTo(200);
        assertThat(client.get(page + "?serial=1").statusCode()).isEqualTo(404);
        assertThat(client.get(page + "?serial=nonsense").statusCode()).isEqualTo(404);
        var unknown = "/tsa/tokens/" + "0".repeat(63) + "1";
        assertThat(new String(
                        client.get(unknown, "Accept", "text/html").body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("500,000");
    }

    @Test
    void issuesNoMoreWhileTheOthersCannotBeWrittenDown() throws Exception {
        var away = new AtomicBoolean(true);
        var transactions = new TransactionTemplate(manager) {
            @Override
            public <T> T execute(TransactionCallback<T> action) {
                if (away.get()) throw new TransientDataAccessResourceException("away");
                return super.execute(action);
            }
        };
        var behind = new TokenBatch(tokens, journal, transactions, unrecorded("300ms"), Clock.systemUTC());
        var issued = behind.add(Instant.now(), BigInteger::toByteArray);
        assertThatThrownBy(behind::write).isInstanceOf(TransientDataAccessResourceException.class);
        Thread.sleep(400);

        assertThatThrownBy(() -> behind.add(Instant.now(), BigInteger::toByteArray))
                .isInstanceOf(TokenBatch.Unrecorded.class);
        away.set(false);
        behind.write();
        assertThat(behind.add(Instant.now(), BigInteger::toByteArray)).isNotEmpty();
        behind.write();
        assertThat(evidence.find(MessageDigest.getInstance("SHA-256").digest(issued)))
                .isPresent();
    }

    private static TsaSettings unrecorded(String limit) {
        return new Binder(new MapConfigurationPropertySource(Map.of("wariin.tsa.unrecorded", limit)))
                .bind("wariin.tsa", TsaSettings.class)
                .get();
    }

    @Test
    void neverUsesAnEpochTwice() {
        assertThat(tokens.begin(Instant.now())).isLessThan(tokens.begin(Instant.now()));
    }

    private int failure(byte[] request) throws Exception {
        var response = new TimeStampResponse(client.post("/tsa", QUERY, request).body());
        assertThat(response.getTimeStampToken()).isNull();
        return response.getFailInfo().intValue();
    }
}

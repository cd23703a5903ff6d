package wariin.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import wariin.Wariin;
import wariin.ca.CertificationAuthority;
import wariin.ca.TestClient;
import wariin.ca.TestSubscribers;
import wariin.x509.Certificates;
import wariin.x509.KeyIdentifier;
import wariin.x509.SerialNumber;
import wariin.x509.StatusRequest.CertificateId;

/// Benchmark `pki`: a running platform answers for the status of its certificates, with the callers on the same
/// processors and `openssl ocsp` beside it; how soon a revocation that another node wrote shows; how long a list of a
/// million takes in a small heap; and, unless it must be quick, how a start goes with ten million certificates and a
/// thousand authorities. Issuance and time-stamps are measured on the same platform.
public final class PkiBenchmark {
    private static final int CERTIFICATES = 100;
    private static final int MOST_WARMING = 10;

    private final boolean quick;

    private PkiBenchmark(boolean quick) {
        this.quick = quick;
    }

    public static void main(String... arguments) throws Exception {
        var quick = Arrays.asList(arguments).contains("--quick");
        new PkiBenchmark(quick).run();
        System.exit(0);
    }

    /// A platform of its own in a folder.
    static ConfigurableApplicationContext platform(Path data, String... more) {
        var arguments = new ArrayList<>(List.of(
                "--wariin.data=" + data,
                "--wariin.keys.passphrase=benchmark, not a secret",
                "--server.port=0",
                "--logging.level.wariin=warn"));
        arguments.addAll(List.of(more));
        return SpringApplication.run(Wariin.class, arguments.toArray(String[]::new));
    }

    private void run() throws Exception {
        list();
        var data = Files.createTempDirectory("pki");
        try {
            try (var platform = platform(data)) {
                status(platform);
                IssueBenchmark.run(platform, quick);
                TsaBenchmark.run(platform, quick);
            }
            if (!quick) new FullHouse(data).run();
        } finally {
            delete(data);
        }
    }

    /// A list of a million entries with 128 MB.
    private void list() throws IOException, InterruptedException {
        var seconds = new ArrayList<Double>();
        var heap = new ArrayList<Double>();
        for (var n = 0; n < (quick ? 1 : 5); n++) {
            var figures = ListInChild.run(128);
            seconds.add(figures.seconds());
            heap.add(figures.heapMegabytes());
        }
        Figures.print("pki.crl_1m_s", values(seconds), "s");
        Figures.print("pki.crl_1m_heap_mb", values(heap), "MB");
    }

    private void status(ConfigurableApplicationContext platform) throws Exception {
        var base = "http://localhost:" + platform.getEnvironment().getProperty("local.server.port");
        var authority = platform.getBean(CertificationAuthority.class);
        var folder = Files.createTempDirectory("status");
        try (var openssl = new OpensslResponder(folder)) {
            var ids = new ArrayList<byte[]>();
            for (var n = 0; n < CERTIFICATES; n++) {
                var leaf = authority.issue(TestSubscribers.request());
                ids.add(id(authority, leaf, n % 2 == 0 ? "SHA-1" : "SHA-256"));
            }
            var load = new StatusLoad(folder, base, ids);
            warm(() -> load.live(4).cpuMicros());
            warm(() -> load.cached(3).cpuMicros());
            rates(load, openssl);
            revocations(platform, authority, base);
        } finally {
            delete(folder);
        }
    }

    /// Until the compiler knows the way: as long as a round costs clearly less than the cheapest one before it.
    static void warm(Callable<Double> round) throws Exception {
        var cheapest = round.call();
        for (var n = 0; n < MOST_WARMING; n++) {
            var cost = round.call();
            if (n > 0 && cost > 0.95 * cheapest) return;
            cheapest = Math.min(cheapest, cost);
        }
    }

    private void rates(StatusLoad load, OpensslResponder openssl) throws Exception {
        var rounds = quick ? 2 : 5;
        var seconds = quick ? 2 : 4;
        var cached = new ArrayList<StatusLoad.Result>();
        var live = new ArrayList<StatusLoad.Result>();
        var peer = new ArrayList<Double>();
        for (var round = 0; round < rounds; round++) {
            cached.add(load.cached(seconds));
            live.add(load.live(seconds));
            openssl.perSecond(quick ? 3_000 : 10_000).ifPresent(peer::add);
        }
        for (var one : live) {
            if (one.bytes() < 800) throw new IllegalStateException("Answers were refused: " + one);
        }
        rates("pki.ocsp_cached", cached);
        rates("pki.ocsp_live", live);
        if (peer.isEmpty()) return;
        Figures.print("pki.openssl_ocsp_per_s", values(peer), "1/s");
        ratio("pki.ocsp_cached_openssl_ratio", cached, peer);
        ratio("pki.ocsp_live_openssl_ratio", live, peer);
    }

    private static void rates(String figure, List<StatusLoad.Result> results) {
        Figures.print(
                figure + "_per_s",
                results.stream().mapToDouble(StatusLoad.Result::perSecond).toArray(),
                "1/s");
        // On a busy machine the rate is that of the machine; this is what an answer costs this process.
        Figures.print(
                figure + "_cpu_us",
                results.stream().mapToDouble(StatusLoad.Result::cpuMicros).toArray(),
                "us");
        Figures.print(
                figure + "_p99_ms",
                results.stream().mapToDouble(StatusLoad.Result::p99Millis).toArray(),
                "ms");
    }

    private static void ratio(String figure, List<StatusLoad.Result> ours, List<Double> theirs) {
        var ratios = new double[theirs.size()];
        for (var n = 0; n < ratios.length; n++) ratios[n] = ours.get(n).perSecond() / theirs.get(n);
        Figures.print(figure, ratios, "x");
    }

    /// The row is written as another node writes it, so this platform only sees it in the database.
    private void revocations(ConfigurableApplicationContext platform, CertificationAuthority authority, String base)
            throws Exception {
        var client = new TestClient(base, HttpClient.newHttpClient());
        var answers = new ArrayList<Double>();
        var lists = new ArrayList<Double>();
        for (var n = 0; n < (quick ? 3 : 10); n++) {
            var leaf = authority.issue(TestSubscribers.request());
            var request = StatusLoad.request(id(authority, leaf, "SHA-1"), new byte[0]);
            if (isRevoked(client, request)) throw new IllegalStateException("Revoked before its time");
            var place = listPlace(leaf).replaceFirst("^http://[^/]+", "");
            revokeElsewhere(platform.getBean(JdbcClient.class), leaf);
            var start = System.nanoTime();
            while (!isRevoked(client, request)) Thread.sleep(2);
            answers.add((System.nanoTime() - start) / 1e6);
            while (!Certificates.parseList(client.get(place).body()).isRevoked(leaf)) Thread.sleep(20);
            lists.add((System.nanoTime() - start) / 1e9);
        }
        Figures.print("pki.revoked_to_ocsp_ms", values(answers), "ms");
        Figures.print("pki.revoked_to_crl_s", values(lists), "s");
    }

    private static void revokeElsewhere(JdbcClient jdbc, X509Certificate leaf) {
        jdbc.sql("""
                        insert into ca_revocation (serial, issuer, revoked_at, reason, changed_at)
                        select serial, issuer, date_trunc('second', now()), 4, now()
                          from ca_certificate where serial = :serial
                        """).param("serial", SerialNumber.of(leaf).bytes()).update();
    }

    private static boolean isRevoked(TestClient client, byte[] request) throws Exception {
        var answer = new OCSPResp(
                client.post("/ocsp", "application/ocsp-request", request).body());
        var basic = (BasicOCSPResp) answer.getResponseObject();
        return basic != null && basic.getResponses()[0].getCertStatus() instanceof RevokedStatus;
    }

    private static byte[] id(CertificationAuthority authority, X509Certificate leaf, String digest) {
        var issuer = authority.chain(leaf).get(1);
        return CertificateId.of(
                        digest,
                        KeyIdentifier.ofName(digest, issuer.getSubjectX500Principal()),
                        KeyIdentifier.hash(digest, issuer.getPublicKey()),
                        SerialNumber.of(leaf))
                .encoded();
    }

    private static String listPlace(X509Certificate leaf) {
        var text = new String(leaf.getExtensionValue("2.5.29.31"), java.nio.charset.StandardCharsets.ISO_8859_1);
        return text.substring(text.indexOf("http"), text.indexOf(".crl") + 4);
    }

    static double[] values(List<Double> list) {
        return list.stream().mapToDouble(value -> value).toArray();
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}

package wariin.bench;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import wariin.Wariin;
import wariin.ca.CertificationAuthority;
import wariin.ca.application.CertificateApplication;
import wariin.ca.application.IssuancePermit;
import wariin.ca.application.PreparedCertificate;
import wariin.ca.application.PreparedOutcome.Prepared;
import wariin.ca.application.PreparedOutcome.Unfit;
import wariin.ca.authority.AssuranceLevel;
import wariin.ca.authority.PolicyArc;
import wariin.journal.Journal;
import wariin.x509.CertificateProfile;
import wariin.x509.DistinguishedName;

/// Benchmark `pki`, issuance: the whole path of a certificate on a running platform, from the application through
/// content, linter, durable intent, linter again, signature, verification, durable certificate and log entry. The
/// callers run on the same machine. The subjects' P-256 keys are made before; each is used once. The floor is one
/// thread that signs, verifies, writes as many bytes and syncs them twice for as many certificates together as the
/// callers wait with.
public final class IssueBenchmark {
    private static final int CALLERS = 32;
    private static final int CERTIFICATE_BYTES = 1600;

    private final CertificationAuthority authority;
    private final Journal journal;
    private final String data;
    private final boolean quick;

    private IssueBenchmark(ApplicationContext platform, boolean quick) {
        this.authority = platform.getBean(CertificationAuthority.class);
        this.journal = platform.getBean(Journal.class);
        this.data = platform.getEnvironment().getProperty("wariin.data", "./data");
        this.quick = quick;
    }

    public static void main(String... arguments) throws Exception {
        var data = Files.createTempDirectory("issue");
        try (var platform = SpringApplication.run(
                Wariin.class,
                "--wariin.data=" + data,
                "--wariin.keys.passphrase=benchmark, not a secret",
                "--server.port=0",
                "--logging.level.wariin=warn")) {
            run(platform, Arrays.asList(arguments).contains("--quick"));
        } finally {
            try (var files = Files.walk(data)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    /// On a platform that runs already.
    static void run(ApplicationContext platform, boolean quick) throws Exception {
        new IssueBenchmark(platform, quick).run();
    }

    private void run() throws Exception {
        PkiBenchmark.warm(() -> {
            var start = cpu()[0];
            round(4_000);
            return cpu()[0] - start;
        });
        var rounds = quick ? 3 : 7;
        var each = quick ? 1_500 : 5_000;
        var rates = new double[rounds];
        var p99s = new double[rounds];
        var before = cpu();
        for (var n = 0; n < rounds; n++) {
            var times = round(each);
            rates[n] = each / times.seconds();
            p99s[n] = times.p99();
        }
        var after = cpu();
        System.err.printf(
                "issue: %.2f ms of processor time a certificate here, %.2f ms in the database%n",
                (after[0] - before[0]) / rounds / each, (after[1] - before[1]) / rounds / each);
        var start = System.nanoTime();
        journal.integrate();
        System.err.printf("issue: the log was %.0f ms behind%n", (System.nanoTime() - start) / 1e6);
        var floor = floor(quick ? 2_000 : 8_000);
        Figures.print("pki.issue_per_s", rates, "1/s");
        Figures.print("pki.issue_p99_ms", p99s, "ms");
        Figures.print(
                "pki.issue_floor_ratio",
                Arrays.stream(rates).map(rate -> floor / rate).toArray(),
                "x");
        System.err.printf("issue: floor %.0f/s; %d callers%n", floor, CALLERS);
    }

    /// Milliseconds of processor time of this process, and of the database server in its data folder.
    private double[] cpu() {
        var own = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        var server = ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").startsWith(data))
                .mapToLong(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis())
                .sum();
        return new double[] {own.toMillis(), server};
    }

    private record Times(double seconds, double p99) {}

    /// Each caller asks for the next certificate when it has the one before.
    private Times round(int count) throws Exception {
        var keys = new ConcurrentLinkedQueue<>(keys(count));
        var latencies = new ConcurrentLinkedQueue<Long>();
        var start = System.nanoTime();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ArrayList<java.util.concurrent.Future<?>>();
            for (var n = 0; n < CALLERS; n++) {
                done.add(callers.submit(() -> {
                    for (var key = keys.poll(); key != null; key = keys.poll()) {
                        var begun = System.nanoTime();
                        issue(key);
                        latencies.add(System.nanoTime() - begun);
                    }
                }));
            }
            for (var one : done) one.get();
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        var sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Times(seconds, sorted[sorted.length * 99 / 100] / 1e6);
    }

    private void issue(PublicKey key) {
        var subject = new DistinguishedName(
                        "JP", "株式会社 割印商事", "NTRJP-7000012050002", "山田 花子", "W" + Integer.toHexString(key.hashCode()))
                .withPerson("花子", "山田");
        var application = new CertificateApplication(
                CertificateProfile.PERSON,
                key,
                subject,
                List.of(),
                Duration.ofDays(365),
                PolicyArc.RELEASED.of(AssuranceLevel.OPERATOR_CHECKED),
                "bench-" + key.hashCode());
        switch (authority.prepare(application)) {
            case Prepared(var body) -> authority.issue(body, new Permit(body));
            case Unfit(var findings) -> throw new IllegalStateException(findings.toString());
        }
    }

    private static final class Permit extends IssuancePermit {
        Permit(PreparedCertificate body) {
            super(body.sha256(), "benchmark", Map.of());
        }
    }

    private static List<PublicKey> keys(int count) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var keys = new ArrayList<PublicKey>();
        for (var n = 0; n < count; n++) keys.add(generator.generateKeyPair().getPublic());
        return keys;
    }

    private static double floor(int count) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = generator.generateKeyPair();
        var file = Files.createTempFile("floor", ".bin");
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            signed(pair, channel, count / 2);
            var start = System.nanoTime();
            signed(pair, channel, count);
            return count / ((System.nanoTime() - start) / 1e9);
        } finally {
            Files.delete(file);
        }
    }

    private static void signed(KeyPair pair, FileChannel channel, int count) throws Exception {
        var body = new byte[CERTIFICATE_BYTES];
        for (var n = 0; n < count; n++) {
            body[n % body.length]++;
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(body);
            var value = signature.sign();
            signature.initVerify(pair.getPublic());
            signature.update(body);
            if (!signature.verify(value)) throw new IllegalStateException("The signature does not verify");
            channel.write(ByteBuffer.wrap(body));
            if (n % (CALLERS / 2) == 0) channel.force(false);
        }
    }
}

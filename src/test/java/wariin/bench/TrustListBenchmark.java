package wariin.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.LoggerFactory;
import wariin.tsl.ListJudges;
import wariin.tsl.ListVerdict;
import wariin.tsl.SampleLists;
import wariin.tsl.ServiceIndex;
import wariin.tsl.ServiceIndex.Listed;
import wariin.tsl.SignedList;
import wariin.tsl.TrustedList;
import wariin.tsl.TrustedListValidator;
import wariin.tsl.TrustedListWriter;

/// Benchmark `trust-list`: how long a list takes to be built, signed and judged by ourselves; how long EU DSS and
/// xmlsec1 take to accept the same file; whether it is built again byte for byte; and how long a question about a
/// certificate waits for its answer, at 500 questions a second over 3,000 services.
public final class TrustListBenchmark {
    private final boolean quick;
    private final SampleLists samples = new SampleLists(Instant.now());

    private TrustListBenchmark(boolean quick) {
        this.quick = quick;
    }

    public static void main(String... arguments) throws Exception {
        AmazonCorrettoCryptoProvider.install();
        AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        new TrustListBenchmark(Arrays.asList(arguments).contains("--quick")).run();
    }

    private void run() throws Exception {
        var small = samples.large(300);
        var large = samples.large(3000);
        // The first list of a process is timed too: publishing is rare, so it is mostly cold.
        Figures.print("trustlist.300_cold_s", new double[] {seconds(() -> buildAndJudge(small))}, "s");
        Figures.print("trustlist.300_s", rounds(quick ? 3 : 11, () -> buildAndJudge(small)), "s");
        Figures.print("trustlist.3000_s", rounds(quick ? 2 : 7, () -> buildAndJudge(large)), "s");
        var signed = samples.signed(large);
        var again = TrustedListWriter.rebuild(SampleLists.copy(large), signed.signature());
        Figures.print(
                "trustlist.rebuild_identical", new double[] {Arrays.equals(again, signed.xml()) ? 1 : 0}, "1 = yes");
        questions(large, signed);
        peers(samples.signed(small), signed);
    }

    private void buildAndJudge(TrustedList list) {
        var signed = samples.signed(list);
        var verdict = TrustedListValidator.judge(
                signed.xml(), List.of(samples.signer.certificate()), samples.issued, list.sequence());
        if (!(verdict instanceof ListVerdict.Accepted)) throw new IllegalStateException("Refused: " + verdict);
    }

    private void peers(SignedList small, SignedList large) throws Exception {
        var dss = new DssListPeer(samples.signer.certificate());
        Figures.print("trustlist.dss_accept_300_s", rounds(quick ? 1 : 3, () -> dss.accept(small.xml(), 300)), "s");
        if (!quick) Figures.print("trustlist.dss_accept_3000_s", rounds(2, () -> dss.accept(large.xml(), 3000)), "s");
        if (!ListJudges.present()) return;
        var folder = Files.createTempDirectory("lists");
        var judges = new ListJudges(folder);
        Figures.print(
                "trustlist.xmlsec1_3000_s",
                rounds(3, () -> {
                    if (!judges.signature(large.xml(), samples.signer.certificate())) {
                        throw new IllegalStateException("xmlsec1 refuses the list");
                    }
                }),
                "s");
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) Files.delete(file);
        }
        Files.delete(folder);
    }

    private void questions(TrustedList list, SignedList signed) throws Exception {
        var listed = new Listed(list, HexFormat.of().formatHex(signed.sha256()), "own");
        Figures.print("trustlist.index_3000_s", rounds(3, () -> ServiceIndex.of(List.of(listed))), "s");
        var asking = new ListQuestions(samples, ServiceIndex.of(List.of(listed)));
        asking.ask(quick ? 1 : 3);
        var times = asking.ask(quick ? 3 : 10);
        Figures.print("trustlist.question_p99_ms", new double[] {ListQuestions.quantile(times.waits(), 0.99)}, "ms");
        Figures.print("trustlist.question_p50_ms", new double[] {ListQuestions.quantile(times.waits(), 0.5)}, "ms");
        // On a busy machine the wait is that of the machine; this is what the answer itself costs.
        Figures.print("trustlist.question_cpu_p99_ms", new double[] {ListQuestions.quantile(times.cpu(), 0.99)}, "ms");
    }

    private static double[] rounds(int rounds, Task task) throws Exception {
        var times = new double[rounds];
        for (var n = 0; n < rounds; n++) times[n] = seconds(task);
        return times;
    }

    private static double seconds(Task task) throws Exception {
        var start = System.nanoTime();
        task.run();
        return (System.nanoTime() - start) / 1e9;
    }

    @FunctionalInterface
    private interface Task {
        void run() throws Exception;
    }
}

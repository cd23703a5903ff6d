package wariin.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;
import wariin.pdf.BigFile;
import wariin.pdf.ByteSource;
import wariin.pdf.RunningDigest;
import wariin.pdf.TestPki;
import wariin.pdf.TestPki.Holder;

/// Benchmark `sign`: B-LT with a picture as stamp, EU DSS and PDFBox with BouncyCastle on the same documents, in
/// turns, warm, one thread, by that thread's CPU time. The document is hashed within our time, though the platform
/// hashes it while it is uploaded: figures that end in `kept`, and that of the later party, use the digest state kept
/// from then.
public final class SignBenchmark {

    private record Key(String name, Holder holder) {}

    private final boolean quick;
    private final BenchTsa tsa;
    private boolean cold = true;

    private SignBenchmark(boolean quick) {
        this.quick = quick;
        this.tsa = new BenchTsa();
    }

    public static void main(String... arguments) throws Exception {
        AmazonCorrettoCryptoProvider.install();
        AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
        // Nobody shall lose time by talking.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        var benchmark = new SignBenchmark(Arrays.asList(arguments).contains("--quick"));
        benchmark.run();
    }

    private void run() throws Exception {
        var keys = List.of(new Key("p256", TestPki.INSTANCE.signer), new Key("rsa3072", TestPki.INSTANCE.rsaSigner()));
        var small = BenchDocument.small();
        var scans = BenchDocument.scans();
        for (var document : List.of(small, BenchDocument.middle(), scans)) {
            for (var key : keys) compare(document, key);
        }
        laterParty(small, scans, keys.getFirst().holder());
        heap();
    }

    private void compare(BenchDocument document, Key key) throws Exception {
        var data = TestPki.INSTANCE.evidence(key.holder());
        var own = new OwnPath(tsa, key.holder(), data);
        var dss = new DssPeer(tsa, key.holder());
        var pdfBox = new PdfBoxPeer(tsa, key.holder(), data);
        if (!quick || document.bytes().length < 2 << 20) requireSound(document, own, dss, pdfBox);
        var floor =
                new Floor(key.holder(), document.bytes(), own.whole(document).bytes().length);
        var contestants = new LinkedHashMap<String, Contestant>();
        contestants.put("own", () -> own.whole(document));
        contestants.put("floor", floor::run);
        contestants.put("pdfbox", () -> pdfBox.sign(document));
        contestants.put("dss", () -> dss.sign(document));
        var big = document.name().equals("20m");
        var source = ByteSource.of(document.bytes());
        var kept = RunningDigest.over(source);
        if (big) contestants.put("kept", () -> own.sign(source, kept, document.firstField(), true));
        var times = race(contestants, big);

        var suffix = document.name() + "." + key.name() + ".blt";
        Figures.print("sign.dss_ratio." + suffix, ratio(times.get("dss"), times.get("own")), "x");
        Figures.print("sign.pdfbox_ratio." + suffix, ratio(times.get("pdfbox"), times.get("own")), "x");
        if (big) {
            Figures.print("sign.dss_ratio." + suffix + ".kept", ratio(times.get("dss"), times.get("kept")), "x");
            Figures.print("sign.pdfbox_ratio." + suffix + ".kept", ratio(times.get("pdfbox"), times.get("kept")), "x");
        } else {
            Figures.print("sign.floor_ratio." + suffix, ratio(times.get("own"), times.get("floor")), "x");
        }
        System.err.println(suffix + " ms: "
                + times.entrySet().stream()
                        .map(entry -> entry.getKey() + " %.3f".formatted(Figures.median(entry.getValue())))
                        .toList());
    }

    /// A race between broken files would mean nothing: each must hold one more valid signature.
    private static void requireSound(BenchDocument document, OwnPath own, DssPeer dss, PdfBoxPeer pdfBox)
            throws Exception {
        var whole = new ByteArrayOutputStream();
        whole.write(document.bytes());
        whole.write(own.whole(document).bytes());
        var fromDss = new ByteArrayOutputStream();
        dss.sign(document).writeTo(fromDss);
        for (var file : List.of(whole.toByteArray(), fromDss.toByteArray(), pdfBox.sign(document))) {
            BenchCheck.requireSigned(file);
        }
    }

    /// Everybody runs once in a round; slow ones once, fast ones as often as fits into ten milliseconds.
    private Map<String, double[]> race(Map<String, Contestant> contestants, boolean big) throws Exception {
        var rounds = quick ? (big ? 3 : 7) : (big ? 7 : 25);
        var turns = new LinkedHashMap<String, Integer>();
        for (var entry : contestants.entrySet()) {
            warmUp(entry.getValue(), warmUpSeconds(entry.getKey(), big));
            turns.put(entry.getKey(), big ? 1 : turns(entry.getValue()));
        }
        cold = false;
        var times = new LinkedHashMap<String, double[]>();
        contestants.keySet().forEach(name -> times.put(name, new double[rounds]));
        for (var round = 0; round < rounds; round++) {
            for (var entry : contestants.entrySet()) {
                times.get(entry.getKey())[round] = cpu(entry.getValue(), turns.get(entry.getKey()));
            }
        }
        return times;
    }

    /// Everybody gets the same before the first race; peers also ran once when their files were checked.
    private double warmUpSeconds(String name, boolean big) {
        if (big) return name.equals("dss") ? 0 : quick ? 0.1 : 1;
        var full = quick ? 1.8 : 8;
        if (name.equals("floor")) return 0.2;
        return cold ? full : full / 7;
    }

    private static void warmUp(Contestant contestant, double seconds) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        var end = threads.getCurrentThreadCpuTime() + (long) (seconds * 1e9);
        while (threads.getCurrentThreadCpuTime() < end) contestant.sign();
    }

    private static int turns(Contestant contestant) throws Exception {
        return (int) Math.clamp(10 / cpu(contestant, 2), 1, 200);
    }

    /// Milliseconds of this thread a turn.
    private static double cpu(Contestant contestant, int turns) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        var start = threads.getCurrentThreadCpuTime();
        for (var n = 0; n < turns; n++) contestant.sign();
        return (threads.getCurrentThreadCpuTime() - start) / 1e6 / turns;
    }

    private static double[] ratio(double[] over, double[] under) {
        var ratio = new double[over.length];
        for (var n = 0; n < ratio.length; n++) ratio[n] = over[n] / under[n];
        return ratio;
    }

    /// The second party, on the small and on the big file, each with the digest state that the first one left.
    private void laterParty(BenchDocument small, BenchDocument big, Holder holder) throws Exception {
        var own = new OwnPath(tsa, holder, TestPki.INSTANCE.evidence(holder));
        var contestants = new LinkedHashMap<String, Contestant>();
        for (var document : List.of(small, big)) {
            var source = ByteSource.of(document.bytes());
            var first = own.sign(source, RunningDigest.over(source), document.firstField(), true);
            var file = ByteSource.concat(List.of(source, ByteSource.of(first.bytes())));
            contestants.put(document.name(), () -> own.sign(file, first.digest(), document.secondField(), false));
        }
        var times = race(contestants, false);
        Figures.print("sign.later_party_ratio.20m", ratio(times.get("20m"), times.get("40k")), "x");
        System.err.printf(
                "later party ms: %.3f %.3f%n", Figures.median(times.get("40k")), Figures.median(times.get("20m")));
    }

    /// The most heap that the signature of 200 MB took, in a JVM that may have 32.
    private void heap() throws Exception {
        var folder = Files.createTempDirectory("sign");
        var file = folder.resolve("big.pdf");
        try {
            BigFile.write(file, 100, 2 << 20);
            var values = new ArrayList<Double>();
            for (var run = 0; run < (quick ? 1 : 3); run++) {
                var told =
                        Pattern.compile("heap (\\d+)").matcher(BigFile.signInChild(file, folder.resolve("more"), 32));
                if (told.find()) values.add(Double.parseDouble(told.group(1)));
            }
            Figures.print(
                    "sign.heap_mb.200m", values.stream().mapToDouble(v -> v).toArray(), "MB");
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder.resolve("more"));
            Files.delete(folder);
        }
    }
}

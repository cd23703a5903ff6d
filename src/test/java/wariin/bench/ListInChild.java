package wariin.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import wariin.x509.RevocationListLinter;
import wariin.x509.RevocationListWriter;
import wariin.x509.Revocations;
import wariin.x509.TestAuthority;

/// Writes a list of a million entries in a JVM of its own with a small heap: composed, linted, signed, verified.
final class ListInChild {
    private static final int ENTRIES = 1_000_000;
    private static final Duration WEEK = Duration.ofDays(7);

    record Figures(double seconds, double heapMegabytes) {}

    private ListInChild() {}

    static Figures run(int megabytes) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + megabytes + "m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ListInChild.class.getName())
                .redirectErrorStream(true)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var told = Pattern.compile("seconds ([\\d.]+) heap ([\\d.]+)").matcher(text);
        if (process.waitFor() != 0 || !told.find()) throw new IllegalStateException(text);
        return new Figures(Double.parseDouble(told.group(1)), Double.parseDouble(told.group(2)));
    }

    public static void main(String... arguments) {
        AmazonCorrettoCryptoProvider.install();
        var authority = TestAuthority.root("secp256r1");
        // The platform has written lists before: the compiler knows the way, from short ones.
        for (var n = 0; n < 30; n++) write(authority, entries(20_000));
        var entries = entries(ENTRIES);
        var start = System.nanoTime();
        var length = write(authority, entries);
        var seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("seconds %.3f heap %.1f length %d%n", seconds, peak() / 1048576.0, length);
    }

    private static int write(TestAuthority authority, Revocations entries) {
        var name = authority.certificate().getSubjectX500Principal();
        var key = authority.keys().getPublic();
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var writer = new RevocationListWriter(name, key, 1, now, now.plus(WEEK), now, List.of());
        var expected = RevocationListLinter.Expected.whole(name, key, WEEK);
        var list = writer.write(
                entries,
                body -> {
                    var findings = RevocationListLinter.lint(body, expected);
                    if (!findings.isEmpty()) throw new IllegalStateException(findings.toString());
                },
                body -> {
                    var signature = TestAuthority.sign(authority.keys(), body);
                    TestAuthority.requireSigned(authority.keys(), body, signature);
                    return signature;
                });
        list.sha256();
        return list.length();
    }

    /// Numbers of 20 octets, sorted, most with a reason.
    private static Revocations entries(int count) {
        var entries = new Revocations();
        var serial = new byte[20];
        serial[0] = 0x41;
        for (var n = 0; n < count; n++) {
            for (var octet = 0; octet < 4; octet++) serial[1 + octet] = (byte) (n >>> 8 * (3 - octet));
            for (var octet = 5; octet < 20; octet++) serial[octet] = (byte) (n * 31 + octet);
            entries.add(serial, 1_700_000_000L + n % 50_000_000, n % 10 == 0 ? 0 : 4);
        }
        return entries;
    }

    /// The most that was used in all parts of the heap.
    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}

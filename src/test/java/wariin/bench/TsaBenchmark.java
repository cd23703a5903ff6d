package wariin.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import wariin.Wariin;
import wariin.x509.Der;

/// Benchmark `pki`, time-stamps: tokens of a running platform over HTTP, each with a fresh hash and a nonce, asked by
/// clients that keep their connection, on the same processors. Every token is logged and its signature verified before
/// it leaves. The peer is `openssl ts -reply`, a process for each token, which is how it is run.
public final class TsaBenchmark {
    private static final int CLIENTS = 16;
    private static final byte[] SHA256 = Der.sequence(Der.oid("2.16.840.1.101.3.4.2.1"), new byte[] {5, 0});

    private record Unit(String path, String figure) {}

    private static final List<Unit> UNITS = List.of(
            new Unit("/tsa", "pki.tsa_p256"),
            new Unit("/tsa/tsu-rsa-1", "pki.tsa_rsa3072"),
            new Unit("/tsa/tsu-q-1", "pki.tsa_mldsa65"));

    private final int port;
    private final boolean quick;

    private TsaBenchmark(ApplicationContext platform, boolean quick) {
        this.port = Integer.parseInt(platform.getEnvironment().getProperty("local.server.port", "0"));
        this.quick = quick;
    }

    public static void main(String... arguments) throws Exception {
        var data = Files.createTempDirectory("tsa");
        try (var platform = SpringApplication.run(
                Wariin.class,
                "--wariin.data=" + data,
                "--wariin.keys.passphrase=benchmark, not a secret",
                "--server.port=0",
                "--logging.level.wariin=warn")) {
            run(platform, Arrays.asList(arguments).contains("--quick"));
        } finally {
            try (var files = Files.walk(data)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    /// On a platform that runs already.
    static void run(ApplicationContext platform, boolean quick) throws Exception {
        new TsaBenchmark(platform, quick).run();
    }

    private void run() throws Exception {
        round("/tsa", quick ? 3.0 : 8.0); // the compiler gets to know it
        for (var unit : UNITS) {
            round(unit.path(), quick ? 0.3 : 1.5);
            var rounds = quick ? 3 : 7;
            var rates = new double[rounds];
            var p99s = new double[rounds];
            for (var n = 0; n < rounds; n++) {
                var times = round(unit.path(), quick ? 0.7 : 2.0);
                rates[n] = times.rate();
                p99s[n] = times.p99();
            }
            Figures.print(unit.figure() + "_per_s", rates, "1/s");
            Figures.print(unit.figure() + "_p99_ms", p99s, "ms");
        }
        Figures.print("pki.tsa_openssl_per_s", openSsl(quick ? 40 : 200), "1/s");
    }

    private record Times(double rate, double p99) {}

    /// Each client asks for the next token when it has the one before.
    private Times round(String path, double seconds) throws Exception {
        var end = System.nanoTime() + (long) (seconds * 1e9);
        var begin = System.nanoTime();
        var latencies = new ArrayList<Long>();
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            var clients = new ArrayList<Callable<List<Long>>>();
            for (var n = 0; n < CLIENTS; n++) clients.add(() -> client(path, end));
            for (var client : threads.invokeAll(clients)) latencies.addAll(client.get());
        }
        var took = (System.nanoTime() - begin) / 1e9;
        var sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Times(sorted.length / took, sorted[sorted.length * 99 / 100] / 1e6);
    }

    private List<Long> client(String path, long end) throws IOException {
        var times = new ArrayList<Long>();
        var random = new java.util.Random(new SecureRandom().nextLong());
        var head = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/timestamp-query\r\n"
                        + "Content-Length: ")
                .getBytes(StandardCharsets.US_ASCII);
        Connection connection = null;
        while (System.nanoTime() - end < 0) {
            if (connection == null) connection = new Connection(port);
            var hash = new byte[32];
            random.nextBytes(hash);
            var query = Der.sequence(
                    Der.integer(1),
                    Der.sequence(SHA256, Der.octets(hash)),
                    Der.integer(random.nextLong() >>> 1),
                    new byte[] {1, 1, -1});
            var begin = System.nanoTime();
            var open = connection.ask(head, query);
            times.add(System.nanoTime() - begin);
            if (!open) {
                connection.close();
                connection = null;
            }
        }
        if (connection != null) connection.close();
        return times;
    }

    /// As little of HTTP as the measurement needs: what a client costs is taken from the server.
    private static final class Connection {
        private final Socket socket;
        private final DataInputStream in;

        Connection(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 16_384));
        }

        /// Whether the connection stays open; throws unless a token came back.
        boolean ask(byte[] head, byte[] query) throws IOException {
            var request = new ByteArrayOutputStream(512);
            request.writeBytes(head);
            request.writeBytes((query.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            request.writeBytes(query);
            socket.getOutputStream().write(request.toByteArray());
            var length = -1;
            var open = true;
            var status = line(in);
            if (!status.contains(" 200")) throw new IOException(status);
            for (var line = line(in); !line.isEmpty(); line = line(in)) {
                if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
                if (line.equalsIgnoreCase("connection: close")) open = false;
            }
            var reply = new byte[length];
            in.readFully(reply);
            // SEQUENCE { SEQUENCE { INTEGER 0 } …: granted
            var at = reply[1] >= 0 ? 2 : 2 + (reply[1] & 0x7f);
            if (length < 500 || reply[at] != 0x30 || reply[at + 4] != 0) {
                throw new IOException("No token came back: " + new String(reply, StandardCharsets.UTF_8));
            }
            return open;
        }

        void close() throws IOException {
            socket.close();
        }

        private static String line(InputStream in) throws IOException {
            var line = new StringBuilder(64);
            for (var octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) throw new IOException("The server hung up");
                if (octet != '\r') line.append((char) octet);
            }
            return line.toString();
        }
    }

    private static double[] openSsl(int count) throws Exception {
        var folder = Files.createTempDirectory("openssl-ts");
        Files.writeString(folder.resolve("ts.cnf"), """
                [req]
                distinguished_name=dn
                [dn]
                [ext]
                extendedKeyUsage=critical,timeStamping
                [tsa]
                default_tsa=one
                [one]
                serial=serial
                crypto_device=builtin
                signer_cert=tsa.pem
                signer_key=tsa.key
                signer_digest=sha256
                default_policy=1.2.3.4
                digests=sha256
                """);
        Files.writeString(folder.resolve("serial"), "01");
        Files.write(folder.resolve("file"), new byte[100]);
        run(
                folder,
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tsa.key -out tsa.pem"
                        + " -subj /CN=peer -days 30 -config ts.cnf -extensions ext");
        run(folder, "openssl ts -query -data file -sha256 -cert -out q.tsq");
        var rates = new double[3];
        for (var round = 0; round < rates.length; round++) {
            var begin = System.nanoTime();
            // Two at once, as there are two processors.
            try (var threads = Executors.newFixedThreadPool(2)) {
                var halves = new ArrayList<Callable<Boolean>>();
                for (var half = 0; half < 2; half++) {
                    var name = "r" + half + ".tsr";
                    halves.add(() -> {
                        for (var n = 0; n < count / 2; n++) {
                            run(folder, "openssl ts -reply -config ts.cnf -queryfile q.tsq -out " + name);
                        }
                        return true;
                    });
                }
                for (var half : threads.invokeAll(halves)) half.get();
            }
            rates[round] = count / ((System.nanoTime() - begin) / 1e9);
        }
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) Files.delete(file);
        }
        Files.delete(folder);
        return rates;
    }

    private static void run(Path folder, String command) throws Exception {
        var process = new ProcessBuilder(command.split(" "))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IllegalStateException(command + ": " + output);
    }
}

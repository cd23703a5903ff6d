package wariin.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wariin.crash.ChildPlatform;
import wariin.x509.OpenSsl;

/// A platform whose roots are elsewhere, from its first start to its third: processes and files, as people have them.
@Tag("heavy")
class OfflineInstallationTests {
    private static final String OFFLINE = "--wariin.ca.ceremony=offline";

    @TempDir
    Path folder;

    private String url = "";

    @Test
    void stopsForItsRootsAndGoesOnWithThem() throws Exception {
        var told = stopped();
        var requests = folder.resolve("data/ceremony/requests");
        assertThat(told)
                .startsWith("wariin: 7 authorities wait for their certificates: take " + requests)
                .contains("./wariin pki ceremony first-ceremony.json", "start again");
        assertThat(stopped()).isEqualTo(told);
        var carried = carry(requests, folder.resolve("stick/requests"));
        assertThat(carried).hasSize(8).contains("first-ceremony.json", "issuing.csr", "time-stamping-q.csr");

        pki("ceremony", folder.resolve("stick/requests/first-ceremony.json").toString());
        carry(folder.resolve("safe/certificates"), folder.resolve("data/ceremony/certificates"));

        List<String> before;
        try (var platform = start().awaitReady()) {
            serves(platform);
            before = authorities(platform);
        }
        try (var platform = start().awaitReady()) {
            serves(platform);
            assertThat(authorities(platform)).isEqualTo(before);
        }

        bringTheNextList();
    }

    /// A later list of the root, through the same folder at a start.
    private void bringTheNextList() throws Exception {
        pki("list");
        carry(folder.resolve("safe/certificates"), folder.resolve("data/ceremony/certificates"));
        try (var platform = start().awaitReady()) {
            Files.write(folder.resolve("next.crl"), bytes(platform, "/pki/root.crl"));
        }
        assertThat(openssl("crl", "-inform", "DER", "-in", "next.crl", "-noout", "-crlnumber"))
                .contains("0x02");
    }

    private String stopped() throws Exception {
        try (var platform = start()) {
            assertThat(platform.awaitEnd()).isEqualTo(1);
            var lines =
                    platform.output().lines().filter(line -> !line.isBlank()).toList();
            assertThat(lines).as("one sentence").hasSize(1);
            return lines.getFirst();
        }
    }

    /// On one port all the time: the addresses in certificates are those of the first start.
    private ChildPlatform start() throws IOException {
        if (!url.isEmpty()) return ChildPlatform.launch(folder, OFFLINE, "--wariin.base-url=" + url);
        var first = ChildPlatform.launch(folder, OFFLINE);
        url = first.url;
        return first;
    }

    private void serves(ChildPlatform platform) throws Exception {
        for (var name : List.of("root", "issuing", "time-stamping", "mail")) {
            Files.write(folder.resolve(name + ".pem"), bytes(platform, "/pki/" + name + ".pem"));
        }
        assertThat(openssl("verify", "-x509_strict", "-CAfile", "root.pem", "issuing.pem", "mail.pem"))
                .contains("issuing.pem: OK", "mail.pem: OK");
        Files.write(folder.resolve("root.crl"), bytes(platform, "/pki/root.crl"));
        assertThat(openssl("crl", "-inform", "DER", "-in", "root.crl", "-CAfile", "root.pem", "-noout"))
                .contains("verify OK");

        // A token by a unit that the platform certified itself, and the status of this unit.
        openssl("ts", "-query", "-data", "root.pem", "-sha256", "-cert", "-out", "stamp.tsq");
        var question = HttpRequest.newBuilder(URI.create(platform.url + "/tsa"))
                .header("Content-Type", "application/timestamp-query")
                .POST(HttpRequest.BodyPublishers.ofFile(folder.resolve("stamp.tsq")));
        Files.write(folder.resolve("stamp.tsr"), sent(question));
        assertThat(openssl(
                        "ts",
                        "-verify",
                        "-queryfile",
                        "stamp.tsq",
                        "-in",
                        "stamp.tsr",
                        "-CAfile",
                        "root.pem",
                        "-untrusted",
                        "time-stamping.pem"))
                .contains("Verification: OK");
        openssl("ts", "-reply", "-in", "stamp.tsr", "-token_out", "-out", "stamp.p7");
        openssl("pkcs7", "-inform", "DER", "-in", "stamp.p7", "-print_certs", "-out", "all.pem");
        openssl("x509", "-in", "all.pem", "-out", "unit.pem");
        var responder =
                openssl("x509", "-in", "unit.pem", "-noout", "-ocsp_uri").strip();
        assertThat(responder).startsWith(url + "/ocsp");
        var answer = openssl(
                "ocsp",
                "-issuer",
                "time-stamping.pem",
                "-cert",
                "unit.pem",
                "-CAfile",
                "root.pem",
                "-url",
                platform.url + responder.substring(url.length()));
        assertThat(answer).contains("Response verify OK", "unit.pem: good");
    }

    private List<String> authorities(ChildPlatform platform) throws Exception {
        var all = new ArrayList<String>();
        for (var name : List.of("root", "root-q", "issuing", "mail", "one-shot", "time-stamping-q", "device")) {
            all.add(new String(bytes(platform, "/pki/" + name + ".pem"), StandardCharsets.US_ASCII));
        }
        return all;
    }

    /// In a process of its own, as on the machine without network.
    private void pki(String... words) throws Exception {
        Files.writeString(folder.resolve("anna"), "the first passphrase");
        Files.writeString(folder.resolve("ben"), "the second passphrase");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "wariin.Launcher",
                "pki"));
        command.addAll(List.of(words));
        command.addAll(List.of("--dir", folder.resolve("safe").toString(), "--yes"));
        for (var person : List.of("anna", "ben")) {
            command.addAll(List.of("--present", person, "--passphrase-file", folder.resolve(person) + ""));
        }
        var output = folder.resolve("pki.log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    private static List<String> carry(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        var names = new ArrayList<String>();
        try (var files = Files.list(from)) {
            for (var file : files.toList()) {
                Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
                names.add(file.getFileName().toString());
            }
        }
        return names;
    }

    private String openssl(String... words) {
        return new OpenSsl(folder).run(words).output();
    }

    private static byte[] bytes(ChildPlatform platform, String path) throws Exception {
        return sent(HttpRequest.newBuilder(URI.create(platform.url + path)));
    }

    private static byte[] sent(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(request.build().uri().toString()).isEqualTo(200);
            return answer.body();
        }
    }
}

package wariin.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wariin.crash.ChildPlatform;
import wariin.demo.Browser;
import wariin.x509.OpenSsl;

/// Today's platform on what the released one left: a database, keys, documents, and certificates out in the world.
@Tag("heavy")
class UpgradeTests {
    private static final List<String> MADE_NOW =
            List.of("mail", "organisation", "one-shot", "time-stamping", "device", "root-q", "time-stamping-q");

    @TempDir
    Path folder;

    @Test
    void servesWhatTheReleasedVersionLeftAndMakesWhatIsNew() throws Exception {
        var installation = ReleasedInstallation.in(folder);
        Map<String, String> made;
        try (var platform = installation.start().awaitReady()) {
            keepsItsAuthorities(platform);
            answersForOldCertificates(platform);
            stampsByTheOldUnit(platform);
            acceptsTheOldContractAndItsPeople(platform);
            made = authorities(platform);
            assertThat(made.values()).doesNotHaveDuplicates();
            // A loaded machine's clock may be told apart from the processor's; nothing else goes wrong.
            assertThat(platform.output().lines().filter(line -> line.contains(" ERROR ")))
                    .allMatch(line -> line.contains("ClockWatch"));
        }

        try (var platform = installation.start().awaitReady()) {
            assertThat(authorities(platform)).isEqualTo(made);
            answersForOldCertificates(platform);
        }
    }

    private void keepsItsAuthorities(ChildPlatform platform) throws Exception {
        assertThat(text(platform, "/pki/root.pem")).isEqualTo(Files.readString(folder.resolve("root.pem")));
        Files.writeString(folder.resolve("issuing.pem"), text(platform, "/pki/issuing.pem"));
        for (var old : List.of("good", "revoked")) {
            openssl("x509", "-inform", "DER", "-in", old + ".cer", "-out", old + ".pem");
            assertThat(openssl(
                            "verify",
                            "-no_check_time",
                            "-CAfile",
                            "root.pem",
                            "-untrusted",
                            "issuing.pem",
                            old + ".pem"))
                    .contains(old + ".pem: OK");
        }
    }

    /// By the addresses that stand in them.
    private void answersForOldCertificates(ChildPlatform platform) throws Exception {
        var responder = address(openssl("x509", "-in", "good.pem", "-noout", "-ocsp_uri"));
        var answers = openssl(
                "ocsp",
                "-issuer",
                "issuing.pem",
                "-cert",
                "good.pem",
                "-cert",
                "revoked.pem",
                "-CAfile",
                "root.pem",
                "-no_cert_verify",
                "-validity_period",
                "2000000000",
                "-url",
                platform.url + responder);
        assertThat(answers).contains("good.pem: good", "revoked.pem: revoked", "keyCompromise");

        var list = address(openssl("x509", "-in", "good.pem", "-noout", "-ext", "crlDistributionPoints"));
        assertThat(list).isEqualTo("/pki/issuing.crl");
        Files.write(folder.resolve("issuing.crl"), bytes(platform, list));
        var crl = openssl("crl", "-inform", "DER", "-in", "issuing.crl", "-CAfile", "issuing.pem", "-noout", "-text");
        var number = openssl("x509", "-in", "revoked.pem", "-noout", "-serial").replace("serial=", "");
        assertThat(crl).contains("verify OK", number.strip(), "Key Compromise").doesNotContain("Distribution Point");
    }

    private void stampsByTheOldUnit(ChildPlatform platform) throws Exception {
        openssl("ts", "-query", "-data", "concluded.pdf", "-sha256", "-cert", "-out", "stamp.tsq");
        var request = HttpRequest.newBuilder(URI.create(platform.url + "/tsa"))
                .header("Content-Type", "application/timestamp-query")
                .POST(HttpRequest.BodyPublishers.ofFile(folder.resolve("stamp.tsq")));
        Files.write(folder.resolve("stamp.tsr"), sent(request));
        assertThat(openssl("ts", "-reply", "-in", "stamp.tsr", "-text")).contains("Status: Granted");
        var at = Long.toString(ReleasedInstallation.LATER.getEpochSecond() + 600);
        var verified = openssl(
                "ts", "-verify", "-queryfile", "stamp.tsq", "-in", "stamp.tsr", "-CAfile", "root.pem", "-attime", at);
        assertThat(verified).contains("Verification: OK");
    }

    private void acceptsTheOldContractAndItsPeople(ChildPlatform platform) throws Exception {
        var concluded = Files.readAllBytes(folder.resolve("concluded.pdf"));
        try (var hanako = new Browser(URI.create(platform.url), "en")) {
            hanako.get("/login/recovery");
            hanako.submit("/login/recovery", Map.of("email", "hanako@a.example", "code", "7AFB-N7EG-0YK1"));
            var contract = "/contracts/9d1b94bd-f580-472d-932d-98ffe8b64ad9";
            assertThat(hanako.bytes(contract + "/concluded.pdf")).isEqualTo(concluded);
            assertThat(hanako.get("/log")).isNotEmpty();
            var verdict = hanako.upload("/api/v1/validations", "concluded.pdf", concluded);
            assertThat(verdict.path("verdict").asString()).isEqualTo("TOTAL_PASSED");
            assertThat(verdict.path("sentence").asString()).startsWith("All 2 signatures in this document are valid");
        }
    }

    private Map<String, String> authorities(ChildPlatform platform) throws Exception {
        var all = new HashMap<String, String>();
        for (var name : MADE_NOW) all.put(name, text(platform, "/pki/" + name + ".pem"));
        for (var name : List.of("mail", "device", "time-stamping")) {
            Files.writeString(folder.resolve(name + ".pem"), all.get(name));
            assertThat(openssl("verify", "-no_check_time", "-CAfile", "root.pem", name + ".pem"))
                    .contains(": OK");
        }
        return all;
    }

    private static String address(String said) {
        return said.substring(said.indexOf("http://localhost:18471") + "http://localhost:18471".length())
                .lines()
                .findFirst()
                .orElseThrow()
                .strip();
    }

    private String openssl(String... words) {
        return new OpenSsl(folder).run(words).output();
    }

    private static String text(ChildPlatform platform, String path) throws Exception {
        return new String(bytes(platform, path), java.nio.charset.StandardCharsets.UTF_8);
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

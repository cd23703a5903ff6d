package wariin.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import wariin.Wariin;
import wariin.database.SystemPostgres;
import wariin.identity.Person;
import wariin.notify.Outbox;

/// What people and programs are told while the database is away: soon, in their language, and when to come again.
@Tag("heavy")
class DatabaseGoneTests {
    private static final Duration SOON = Duration.ofSeconds(9); // five to wait, and a busy machine

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private String base = "";
    private String session = "";

    @Test
    void saysSoonThatItIsAwayAndGoesOnWhenItIsBack() throws Exception {
        try (var server = SystemPostgres.start();
                var platform = run(server)) {
            var person = Person.signedUp(base, "hanako@example.jp", "Wariin", platform.getBean(Outbox.class));
            session = "wariin-" + URI.create(base).getPort() + "=" + person.sessionCookie();
            assertThat(get("/account", "en", "text/html").statusCode()).isEqualTo(200);
            assertThat(get("/register", "en", "text/html").statusCode()).isEqualTo(200);

            server.stop();
            for (var path : List.of("/account", "/contracts", "/register", "/log")) {
                assertGone(path, "en", "text/html", "Not available just now", "Please try again in a few minutes");
            }
            assertGone("/account", "ja", "text/html", "もう一度お試しください", "Wariin");
            assertGone("/api/v1/register", "en", "application/json", "urn:wariin:problem:service-unavailable", "503");
            assertThat(get("/operator", "en", "text/html").statusCode()).isEqualTo(503);

            server.resume();
            var begun = Instant.now();
            while (get("/account", "en", "text/html").statusCode() != 200) {
                assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(30));
                Thread.sleep(100);
            }
            System.out.println(
                    "Served again " + Duration.between(begun, Instant.now()).toMillis() + " ms later");
            assertThat(get("/register", "ja", "text/html").statusCode()).isEqualTo(200);
        }
    }

    private void assertGone(String path, String language, String accept, String... words) throws Exception {
        var begun = Instant.now();
        var answer = get(path, language, accept);
        var took = Duration.between(begun, Instant.now());
        System.out.println(path + " " + language + ": " + answer.statusCode() + " after " + took.toMillis() + " ms");
        assertThat(answer.statusCode()).as(path).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).as(path).contains("30");
        assertThat(answer.headers().firstValue("Cache-Control")).as(path).contains("no-store");
        assertThat(answer.body()).as(path).contains(words).doesNotContain("Exception", "jdbc", "Whitelabel");
        assertThat(took).as(path).isLessThan(SOON);
    }

    private HttpResponse<String> get(String path, String language, String accept) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(base).resolve(path))
                        .header("Accept", accept)
                        .header("Accept-Language", language)
                        .header("Cookie", session + "; wariin-lang=" + language)
                        .timeout(Duration.ofSeconds(60))
                        .build(),
                BodyHandlers.ofString());
    }

    private ConfigurableApplicationContext run(SystemPostgres server) throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        base = "http://localhost:" + port;
        var settings = new ArrayList<>(server.settings());
        settings.addAll(List.of(
                "--wariin.data=" + folder.resolve("data"),
                "--wariin.keys.passphrase=crash course, not a secret",
                "--wariin.base-url=" + base,
                "--server.port=" + port,
                "--logging.level.root=off",
                "--logging.level.wariin=off"));
        return SpringApplication.run(Wariin.class, settings.toArray(String[]::new));
    }
}

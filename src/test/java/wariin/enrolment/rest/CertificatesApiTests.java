package wariin.enrolment.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wariin.enrolment.Csr;
import wariin.enrolment.EnrolmentKeys;
import wariin.enrolment.ProgramDesk;
import wariin.enrolment.ProgramsTest;
import wariin.enrolment.Protocol;

/// The platform's own interface for the life of certificates.
@ProgramsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CertificatesApiTests {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    ProgramDesk desks;

    @Autowired
    EnrolmentKeys keys;

    @Value("${wariin.base-url}")
    String baseUrl;

    private final HttpClient http = HttpClient.newHttpClient();
    ProgramDesk.Open desk;
    String token;

    private record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String kind() {
            return json().path("type").asString("").replace("urn:wariin:problem:", "");
        }
    }

    @BeforeEach
    void openDesk() {
        if (desk != null) return;
        desk = desks.open("device/1", "rest.example.jp");
        token = desks.key(desk, Protocol.REST).secret();
    }

    @Test
    void issuesShowsListsRenewsAndRevokes() {
        var made = post("", request("one.rest.example.jp"), null);
        assertThat(made.status()).describedAs(made.response().body()).isEqualTo(201);
        assertThat(made.json().path("state").asString()).isEqualTo("ISSUED");
        assertThat(made.json().path("status").asString()).isEqualTo("GOOD");
        assertThat(made.response().headers().firstValue("Location"))
                .hasValue(made.json().path("link").asString());

        var id = made.json().path("id").asString();
        assertThat(get("/" + id).json().path("serial")).isEqualTo(made.json().path("serial"));
        assertThat(get("/" + id + "/chain").response().body().split("BEGIN CERTIFICATE"))
                .hasSize(4);

        var renewed = post(
                "/" + id + "/renewal",
                Map.of("csr", Csr.dns("one.rest.example.jp").pem()),
                null);
        assertThat(renewed.status()).describedAs(renewed.response().body()).isEqualTo(201);
        assertThat(renewed.json().path("replaces").asString()).isEqualTo(id);

        var page = get("?limit=1").json();
        assertThat(page.path("certificates").path(0).path("id"))
                .isEqualTo(renewed.json().path("id"));
        var next = get("?limit=200&cursor=" + page.path("next").asString()).json();
        assertThat(next.path("certificates")
                        .valueStream()
                        .map(one -> one.path("id").asString()))
                .contains(id);

        assertThat(post("/" + id + "/revocation", Map.of("reason", "SUPERSEDED"), null)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("REVOKED");
        assertThat(post("/" + id + "/revocation", Map.of("reason", "SUPERSEDED"), null)
                        .status())
                .describedAs("again")
                .isEqualTo(200);
        assertThat(post(
                                "/" + id + "/renewal",
                                Map.of("csr", Csr.dns("one.rest.example.jp").pem()),
                                null)
                        .kind())
                .isEqualTo("revoked");
    }

    @Test
    void doesNothingTwiceForOneIdempotencyKey() {
        var body = request("twice.rest.example.jp");
        var key = UUID.randomUUID().toString();

        var first = post("", body, key);
        var again = post("", body, key);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().path("serial")).isEqualTo(first.json().path("serial"));
        assertThat(again.response().headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(post("", request("twice.rest.example.jp"), key).kind()).isEqualTo("idempotency-key-reused");
        assertThat(post("", body, "two words").kind()).isEqualTo("idempotency-key-wrong");
    }

    @Test
    void repeatsARefusalAsItWas() {
        var body = request("www.elsewhere.example");
        var key = UUID.randomUUID().toString();

        var first = post("", body, key);

        assertThat(first.status()).isEqualTo(422);
        assertThat(post("", body, key).kind()).isEqualTo(first.kind());
        assertThat(first.json().path("detail").asString()).doesNotContain("{");
    }

    @Test
    void refusesStrangersAndOtherDesks() {
        var made = post("", request("mine.rest.example.jp"), null)
                .json()
                .path("id")
                .asString();
        var own = token;
        var other = desks.open("device/1", "neighbour.example.jp");
        token = desks.key(other, Protocol.REST).secret();
        assertThat(get("/" + made).status()).isEqualTo(404);
        assertThat(post("/" + made + "/revocation", Map.of(), null).status()).isEqualTo(404);
        assertThat(get("").json().path("certificates").size()).isZero();

        token = "";
        assertThat(get("/" + made).kind()).isEqualTo("no-token");
        token = own.substring(0, own.length() - 3) + "AAA";
        var wrong = get("/" + made);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.response().headers().firstValue("WWW-Authenticate")).isPresent();

        var second = desks.key(desk, Protocol.REST);
        token = second.secret();
        assertThat(get("/" + made).status())
                .describedAs("a new key of the same rule")
                .isEqualTo(200);
        keys.revoke(desk.officer(), desk.id(), second.key().id());
        assertThat(get("/" + made).status()).isEqualTo(401);
        token = own;
    }

    @Test
    void saysWhatIsWrongWithACallInBothLanguages() throws Exception {
        assertThat(post("", Map.of("csr", "x"), null).kind()).isEqualTo("csr-unreadable");
        assertThat(post("", Map.of(), null).kind()).isEqualTo("csr-missing");
        assertThat(post("", Map.of("csr", Csr.dns("a.rest.example.jp").pem()), null)
                        .kind())
                .isEqualTo("registrant-missing");
        assertThat(post("", Map.of("colour", "red"), null).json().path("detail").asString())
                .contains("colour");
        assertThat(get("?limit=1000").kind()).isEqualTo("limit-wrong");
        assertThat(get("?cursor=abc").kind()).isEqualTo("cursor-wrong");
        assertThat(get("/" + UUID.randomUUID()).kind()).isEqualTo("unknown");

        var japanese = http.send(
                HttpRequest.newBuilder(URI.create(baseUrl + "/api/v1/certificates"))
                        .header("Accept-Language", "ja")
                        .build(),
                BodyHandlers.ofString());
        assertThat(japanese.body()).contains("トークン");
    }

    private static Map<String, Object> request(String... names) {
        return Map.of("csr", Csr.dns(names).pem(), "registrant", Map.of("dnsNames", names));
    }

    private Answer get(String path) {
        return send(builder(path).GET());
    }

    private Answer post(String path, Object body, String idempotencyKey) {
        var builder = builder(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (idempotencyKey != null) builder.header("Idempotency-Key", idempotencyKey);
        return send(builder);
    }

    private HttpRequest.Builder builder(String path) {
        var builder = HttpRequest.newBuilder(URI.create(baseUrl + "/api/v1/certificates" + path))
                .header("Accept-Language", "en");
        if (!token.isEmpty()) builder.header("Authorization", "Bearer " + token);
        return builder;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}

package wariin.register.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wariin.database.DatabaseTest;
import wariin.register.Registered;
import wariin.register.ServiceRegister;

/// The register as other programs read it.
@DatabaseTest
class RegisterApiTests {

    @Autowired
    private ServiceRegister register;

    @Autowired
    private TransactionTemplate transaction;

    @Value("${wariin.base-url}")
    private String baseUrl;

    private final HttpClient http = HttpClient.newHttpClient();
    private Registered registered;

    @BeforeEach
    void prepare() {
        registered = new Registered(register, transaction);
    }

    @Test
    void pagesByCursor() throws Exception {
        var provider = registered.provider("頁株式会社", "Paged Co");
        for (var n = 0; n < 5; n++) {
            registered.registered(provider, Registered.service("lra", "頁" + n, "Paged office " + n));
        }

        var names = new TreeSet<String>();
        String cursor = null;
        var pages = 0;
        do {
            var answer = json("/api/v1/register/services?text=paged+office&limit=2"
                    + (cursor == null ? "" : "&cursor=" + cursor));
            assertThat(answer.path("total").asInt()).isEqualTo(5);
            answer.path("services")
                    .forEach(one -> names.add(one.path("name").path("en").asString()));
            cursor = answer.hasNonNull("next") ? answer.path("next").asString() : null;
            pages++;
        } while (cursor != null);

        assertThat(pages).isEqualTo(3);
        assertThat(names).hasSize(5);
        assertThat(get("/api/v1/register/services").headers().firstValue("Content-Type"))
                .hasValue("application/json");
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        for (var path : List.of(
                "/api/v1/register/services?status=nonsense",
                "/api/v1/register/services?at=yesterday",
                "/api/v1/register/services?limit=0",
                "/api/v1/register/services?limit=9999",
                "/api/v1/register/services?cursor=x")) {
            var answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).as(path).hasValue("application/problem+json");
            assertThat(answer.body()).contains("urn:wariin:problem:");
        }
        assertThat(get("/api/v1/register/services/nonsense").statusCode()).isEqualTo(404);
        assertThat(get("/register/services/nonsense").statusCode()).isEqualTo(404);
    }

    @Test
    void givesTheCertificateAsItIs() throws Exception {
        var der = Registered.certificate("/C=JP/O=Download Co/CN=Download");
        var service = registered.registered(
                registered.provider("配布株式会社", "Download Co"),
                Registered.service("ca", "配布局", "Download CA", List.of(der)));
        var fingerprint = json("/api/v1/register/services/" + service)
                .path("certificates")
                .get(0)
                .path("sha256")
                .asString();

        var file = http.send(
                HttpRequest.newBuilder(URI.create(
                                baseUrl + "/register/services/" + service + "/certificates/" + fingerprint + ".cer"))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(file.body()).isEqualTo(der);
        assertThat(file.headers().firstValue("Content-Type")).hasValue("application/pkix-cert");
    }

    private JsonNode json(String path) throws Exception {
        return JsonMapper.shared().readTree(get(path).body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(baseUrl + path))
                        .header("Accept-Language", "en")
                        .header("Accept", path.startsWith("/api/") ? "application/json" : "text/html")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

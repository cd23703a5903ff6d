package wariin.trustlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import wariin.database.DatabaseTest;
import wariin.identity.Operator;
import wariin.identity.Person;
import wariin.notify.Outbox;
import wariin.tsl.TrustedListJson;
import wariin.tsl.TrustedListReader;

/// The list over HTTP, its pages, and the operator's desk.
@DatabaseTest
class ListPagesTests {

    @Autowired
    private TrustedLists lists;

    @Autowired
    private Schemes schemes;

    @Autowired
    private Publication publication;

    @Autowired
    private Outbox outbox;

    @Autowired
    private JdbcTemplate sql;

    @Value("${wariin.base-url}")
    private String baseUrl;

    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    @BeforeEach
    void publish() throws InterruptedException {
        schemes.save(Listing.scheme(baseUrl), "test");
        while (lists.history(2).stream().filter(issue -> issue.sha256() != null).count() < 2) {
            publication.publish("test");
            Thread.sleep(1_050);
        }
    }

    @Test
    void givesTheListToProgramsAsTheSpecificationSays() throws Exception {
        var issue = lists.current().orElseThrow();

        var answer = bytes("/tl/trusted-list.xml");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(issue.xml());
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/vnd.etsi.tsl+xml");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("max-age=600, public");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        var tag = answer.headers().firstValue("ETag").orElseThrow();
        var again = client.send(
                HttpRequest.newBuilder(URI.create(baseUrl + "/tl/trusted-list.xml"))
                        .header("If-None-Match", tag)
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(again.statusCode()).isEqualTo(304);
        for (var path : List.of(
                "/tl/trusted-list.sha2", "/tl/trusted-list.xml.sha2", "/tl/archive/" + issue.sequence() + ".sha2")) {
            assertThat(new String(bytes(path).body())).isEqualTo(issue.fingerprint());
        }
        assertThat(bytes("/tl/archive/" + issue.sequence() + ".xml").body()).isEqualTo(issue.xml());
        assertThat(bytes("/tl/archive/999999.xml").statusCode()).isEqualTo(404);
    }

    @Test
    void saysTheSameInJson() throws Exception {
        var twin = bytes("/tl/trusted-list.json");

        assertThat(TrustedListJson.read(new String(twin.body(), java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(TrustedListReader.read(lists.current().orElseThrow().xml()));
    }

    @Test
    void tellsOfSignersAndNewLists() throws Exception {
        var signers = new String(bytes("/tl/signers.pem").body());
        var feed = new String(bytes("/tl/feed.atom").body());

        assertThat(signers.split("BEGIN CERTIFICATE")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(feed)
                .contains("<feed xmlns=\"http://www.w3.org/2005/Atom\">")
                .contains(baseUrl + "/tl/list/" + lists.current().orElseThrow().sequence());
    }

    @Test
    void showsEveryPageInBothLanguages() throws Exception {
        var current = lists.current().orElseThrow().sequence();
        var before = lists.before(current).orElseThrow().sequence();
        for (var path : List.of(
                "/tl", "/tl/rules", "/tl/list", "/tl/list/" + current, "/tl/changes/" + before + ".." + current)) {
            for (var language : List.of("ja", "en")) {
                var page =
                        new String(bytes(path + "?lang=" + language).body(), java.nio.charset.StandardCharsets.UTF_8);
                assertThat(page).as(path).contains("<main").doesNotContain("??").doesNotContain("trustlist.");
            }
        }
        assertThat(bytes("/tl/list/999999").statusCode()).isEqualTo(404);
    }

    @Test
    void keepsTheDeskToTheOperator() {
        var member = Person.signedUp(baseUrl, UUID.randomUUID() + "@example.jp", "Somebody", outbox);

        assertThat(member.get("/operator/trust-list").status()).isIn(403, 404);
        assertThat(member.post("/operator/trust-list/publish").status()).isIn(403, 404);
    }

    @Test
    void letsTheOperatorDescribeTheSchemePublishAndRollOver() throws Exception {
        var operator = Operator.signedUp(baseUrl, outbox, sql);
        var before = lists.current().orElseThrow().sequence();

        var page = operator.get("/operator/trust-list");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Sample Scheme Operator").doesNotContain("??");
        assertThat(post(operator, "", "operatorEn=&validDays=900").body()).contains("role=\"alert\"");
        assertThat(lists.current().orElseThrow().sequence()).isEqualTo(before);

        Thread.sleep(1_050);
        assertThat(operator.post("/operator/trust-list/publish").headers().firstValue("Location"))
                .get()
                .asString()
                .endsWith("told=PUBLISHED");
        assertThat(lists.current().orElseThrow().sequence()).isGreaterThan(before);
        assertThat(operator.post("/operator/trust-list/signers").headers().firstValue("Location"))
                .get()
                .asString()
                .endsWith("told=ANNOUNCED");
        assertThat(post(operator, "/close", "confirm=0").headers().firstValue("Location"))
                .get()
                .asString()
                .endsWith("told=NOT_CONFIRMED");
        assertThat(operator.get("/operator/trust-list?told=PUBLISHED&lang=ja").body())
                .contains("新しい一覧を公開しました。");
    }

    private HttpResponse<String> post(Operator operator, String path, String form) throws Exception {
        var token = operator.cookies().replaceFirst(".*XSRF-TOKEN=", "");
        return client.send(
                HttpRequest.newBuilder(URI.create(baseUrl + "/operator/trust-list" + path))
                        .header("Cookie", operator.cookies())
                        .header("X-XSRF-TOKEN", token)
                        .header("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<byte[]> bytes(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(baseUrl + path)).build(), BodyHandlers.ofByteArray());
    }
}

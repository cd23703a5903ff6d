package wariin.criteria.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import wariin.criteria.Catalogues;
import wariin.criteria.Transitions;
import wariin.database.DatabaseTest;
import wariin.identity.Operator;
import wariin.identity.Person;
import wariin.notify.Outbox;

/// The operator takes a catalogue in over HTTP, compares it, and sets and undoes its day.
@DatabaseTest
class CriteriaOperationTests {

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcTemplate sql;

    @Autowired
    Catalogues catalogues;

    @Autowired
    Transitions transitions;

    private static byte[] catalogue(String target) {
        return """
                {"catalog": {"uuid": "%s", "metadata": {"title": "Parcels", "last-modified": "2026-11-23T00:00:00Z",
                  "version": "1", "oscal-version": "1.1.3"},
                  "groups": [{"id": "%s", "class": "target", "title": "Parcel box", "controls": [
                    {"id": "p-01", "title": "Locked", "parts": [{"name": "statement", "prose": "The box is locked."}]}]}]}}
                """.formatted(UUID.randomUUID(), target).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void importsComparesSetsAndUndoes() throws Exception {
        var operator = Operator.signedUp(baseUrl, outbox, sql);
        var target = "parcel" + Math.abs(UUID.randomUUID().hashCode());

        var answer = operator.upload("/operator/criteria", "parcels.json", catalogue(target));
        var page = path(answer.headers().firstValue("Location").orElseThrow());
        var id = UUID.fromString(page.substring(page.lastIndexOf('/') + 1));
        assertThat(operator.get(page).body())
                .contains("Parcel box", "1 new, 0 removed", "Set the day")
                .doesNotContain("??");
        assertThat(operator.get("/operator/criteria").body())
                .contains("no day set")
                .doesNotContain("??");

        day(operator, page, transitions.today().plusDays(3));
        assertThat(catalogues.version(id).orElseThrow().inForceFrom())
                .isEqualTo(transitions.today().plusDays(3));
        assertThat(catalogues.target(target, transitions.today().plusDays(3))).isPresent();

        operator.post(page + "/undo");
        assertThat(catalogues.version(id).orElseThrow().inForceFrom()).isNull();

        day(operator, page, transitions.today().minusDays(1));
        assertThat(catalogues.version(id).orElseThrow().inForceFrom()).isNull();

        day(operator, page, transitions.today());
        operator.post(page + "/undo");
        assertThat(catalogues.target(target, transitions.today())).isPresent();
        assertThat(operator.get("/criteria/" + target).body()).contains("The box is locked.");
    }

    @Test
    void saysInOneSentenceWhatIsWrongAndKeepsNothing() {
        var operator = Operator.signedUp(baseUrl, outbox, sql);
        var before = catalogues.versions();

        var answer = operator.upload(
                "/operator/criteria", "broken.json", "{\"catalog\": 1}".getBytes(StandardCharsets.UTF_8));

        assertThat(path(answer.headers().firstValue("Location").orElseThrow())).isEqualTo("/operator/criteria");
        assertThat(catalogues.versions()).isEqualTo(before);
    }

    @Test
    void isThereForNobodyElse() {
        var person = Person.signedUp(baseUrl, UUID.randomUUID() + "@example.jp", "Others", outbox);

        assertThat(person.get("/operator/criteria").status()).isIn(403, 404);
        assertThat(person.get("/inspection").status()).isEqualTo(404);
    }

    private void day(Operator operator, String page, LocalDate day) throws Exception {
        var form = "day=" + URLEncoder.encode(day.toString(), StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create(baseUrl + page + "/day"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", operator.cookies())
                .header("X-XSRF-TOKEN", operator.cookies().replaceFirst(".*XSRF-TOKEN=", ""))
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(302);
    }

    private String path(String location) {
        return location.replace(baseUrl, "");
    }
}

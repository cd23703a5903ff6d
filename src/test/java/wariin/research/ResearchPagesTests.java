package wariin.research;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import wariin.database.DatabaseTest;
import wariin.identity.Operator;
import wariin.journal.Journal;
import wariin.notify.Outbox;
import wariin.research.Survey.State;

@DatabaseTest
@TestPropertySource(properties = "wariin.test.platform=research-pages") // one that nobody else looks at
class ResearchPagesTests {

    private static final String HEAD = "question,class,size_band,year,n,share,question_ja\n";

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    Surveys surveys;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcTemplate sql;

    @Autowired
    Journal journal;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void showsTheShippedFiguresWithTheirSourceInBothLanguages() {
        var english = get("/research", "en");
        assertThat(english.statusCode()).isEqualTo(200);
        assertThat(english.body())
                .contains("53.9 %", "56.5 %", "65.6 %", "over 40 %", "about 70 %", "686", "Source: JIPDEC IT-Report")
                .contains("<svg class=\"plot\" role=\"img\"");
        assertThat(get("/research", "ja").body())
                .contains("65.6%", "40%以上", "約70%", "出典：JIPDEC IT-Report", "1,000～4,999名", "値なし");
    }

    @Test
    void givesTheFiguresAsFiles() {
        var svg = get("/research/it-report/1.svg", "en");
        assertThat(svg.headers().firstValue("Content-Type")).contains("image/svg+xml");
        assertThat(svg.body()).contains("<title>").contains("2015 53.9 %");
        assertThat(get("/research/it-report/1.csv", "en").body()).contains("2017,65.6");
        assertThat(get("/research/it-report.csv", "en").body())
                .contains(",>40,")
                .contains(",N/A,");
        assertThat(get("/research/it-report.json", "en").body())
                .contains("\"share\":53.9")
                .contains("\"year\":2015");
        assertThat(get("/research/surveys.json", "en").body()).contains("\"survey\":\"it-report\"");
        for (var missing : new String[] {"/research/none.json", "/research/it-report/9.svg", "/research/live/x.csv"}) {
            assertThat(get(missing, "en").statusCode()).isEqualTo(404);
        }
        assertThat(get("/research/research.css", "en").statusCode()).isEqualTo(200);
    }

    @Test
    void showsLiveFiguresAndWithholdsSmallNumbers() {
        sql.update("""
                insert into tsa_epoch (number, started_at) values (900000, now())
                """);
        sql.update("""
                insert into tsa_batch (epoch, first, last, hashes, issued_at)
                values (900000, 1, 3, decode(repeat('00', 96), 'hex'), now() - interval '3 months')
                """);
        // Another test may have asked before, and days that are over are counted once.
        sql.update("delete from tsa_daily_count");
        sql.update("delete from tsa_counted");

        assertThat(get("/research/live", "ja").body()).contains("5未満");
        var page = get("/research/live", "en").body();
        assertThat(page)
                .contains(
                        "Registered services by kind", "Time-stamps issued in each month", "Entries in the public log");
        assertThat(get("/research/live.json", "ja").body()).contains("月ごとの契約締結数");
        assertThat(get("/research/live/time-stamps.svg", "en").body()).contains("<svg");
        assertThat(get("/research/live/sectors.csv", "en").body()).contains("Finance");
    }

    @Test
    void letsTheOperatorPreviewPublishReplaceAndBringBack() {
        var operator = Operator.signedUp(baseUrl, outbox, sql);
        var slug = "survey-" + UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT);
        var first = upload(operator, slug, HEAD + "Trust?,Yes,All,2024,500,61.5,信頼？\n");
        assertThat(first.statusCode()).isEqualTo(302);
        var path = first.headers().firstValue("Location").orElseThrow();
        assertThat(operator.get(path).body())
                .contains("Only you see it")
                .contains("61.5 %")
                .contains("57.2–65.7 %");
        assertThat(get("/research/" + slug + ".json", "en").statusCode()).isEqualTo(404);
        assertThat(upload(operator, slug, HEAD + "Trust?,Yes,All,2024,500,61.5,信頼？\n")
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .endsWith("said=known");

        operator.post(path + "/publication");
        assertThat(get("/research", "ja").body()).contains("信頼？");
        var second = upload(operator, slug, HEAD + "Trust?,Yes,All,2024,500,62.5,信頼？\n")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        operator.post(second + "/publication");
        assertThat(get("/research/" + slug + ".json", "en").body())
                .contains("62.5")
                .doesNotContain("61.5");
        assertThat(surveys.versions())
                .filteredOn(version -> version.slug().equals(slug))
                .extracting(Survey::state)
                .containsExactly(State.PUBLISHED, State.REPLACED);
        operator.post(path + "/publication");
        assertThat(get("/research/" + slug + ".json", "en").body()).contains("61.5");
        var id = path.substring(path.lastIndexOf('/') + 1);
        assertThat(journal.about(id)).hasSize(2);
    }

    @Test
    void refusesAWrongFileWithItsRowsAndKeepsNothing() {
        var operator = Operator.signedUp(baseUrl, outbox, sql);
        var before = surveys.versions().size();

        var answer = upload(operator, "wrong", HEAD + "Q,A,All,2024,500,161.5,問\n");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Row 2: the share is a number from 0 to 100");
        assertThat(upload(operator, "Bad Name", HEAD).body()).contains("small letters");
        assertThat(upload(operator, "live", HEAD).statusCode()).isEqualTo(422);
        assertThat(surveys.versions()).hasSize(before);
        assertThat(get("/operator/research", "en").statusCode()).isEqualTo(302);
    }

    private HttpResponse<String> upload(Operator operator, String slug, String csv) {
        return operator.upload(
                "/operator/research?slug=" + slug.replace(" ", "%20"),
                slug + ".csv",
                csv.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> get(String path, String language) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(baseUrl + path))
                            .header("Accept", "text/html")
                            .header("Accept-Language", language)
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }
}

package wariin.company;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import wariin.database.DatabaseTest;
import wariin.identity.Operator;
import wariin.notify.Outbox;

@DatabaseTest
class CompanyPagesTests {

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    CompanyImports imports;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcTemplate sql;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void takeInTheSamples() throws IOException {
        try (var sample = getClass().getResourceAsStream("/sample/companies.csv")) {
            imports.importFile("companies.csv", sample, "system");
        }
    }

    @Test
    void findsByNameAndMarksWhatIsClosed() {
        var page = get("/companies?q=%E8%A6%8B%E6%9C%AC%E5%90%88%E4%BD%B5", "en");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("見本合併株式会社").contains("Merged").contains("Sample");
        assertThat(page.body()).contains("National Tax Agency");
    }

    @Test
    void leadsFromANumberHoweverWrittenToItsPage() {
        var number = CorporateNumber.sample(1).value();

        assertThat(get("/companies?q=T" + number, "en").headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).endsWith("/companies/" + number));
        assertThat(get("/companies/" + number.substring(0, 4) + "-" + number.substring(4), "en")
                        .statusCode())
                .isEqualTo(302);
        assertThat(get("/companies?q=1234567890123", "en").body()).contains("its first digit does not fit");
        assertThat(get("/companies?q=123456789012", "ja").body()).contains("13桁です");
        assertThat(get("/companies?q=1010405009403", "en").body()).contains("no company with it is known");
        assertThat(get("/companies?q=%E3%81%96%E3%82%93%E3%81%AD%E3%82%93", "ja")
                        .body())
                .contains("見つかりませんでした");
    }

    @Test
    void showsEachAttributeWithSourceDayAndHistory() {
        var page = get("/companies/" + CorporateNumber.sample(47), "ja").body();

        assertThat(page).contains("見本新商号株式会社").contains("見本旧商号株式会社").contains("商号または名称の変更");
        assertThat(page).contains("2024年7月1日").contains("見本データ companies.csv").contains("架空の法人");
        assertThat(page).contains("/register?q=" + CorporateNumber.sample(47));
        var merged = get("/companies/" + CorporateNumber.sample(51), "en").body();
        assertThat(merged).contains("Merged on 1 April 2025").contains("/companies/" + CorporateNumber.sample(1));
    }

    @Test
    void answersProgramsWithTagAndProblem() throws Exception {
        var path = "/api/v1/companies/" + CorporateNumber.sample(51);
        var answer = get(path, "en");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"status\":\"MERGED\"")
                .contains("\"successor\":\"" + CorporateNumber.sample(1))
                .contains("\"origin\":\"SAMPLE\"")
                .contains("\"history\":[{");
        var tag = answer.headers().firstValue("ETag").orElseThrow();
        var again = client.send(
                HttpRequest.newBuilder(URI.create(baseUrl + path))
                        .header("If-None-Match", tag)
                        .header("Accept-Language", "en")
                        .build(),
                BodyHandlers.ofString());
        assertThat(again.statusCode()).isEqualTo(304);

        assertThat(get("/api/v1/companies/123", "en").statusCode()).isEqualTo(400);
        var unknown = get("/api/v1/companies/1010405009403", "ja");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(unknown.body())
                .contains("urn:wariin:problem:unknown-company")
                .contains("収録されていません");
        assertThat(get("/api/v1/companies", "en").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/companies?q=x&limit=1000", "en").statusCode()).isEqualTo(400);
    }

    @Test
    void pagesThroughTheApiByCursor() {
        var first = get("/api/v1/companies?limit=20&q=%E8%A6%8B%E6%9C%AC", "en").body();
        var next = first.replaceAll("(?s).*\"next\":\"([^\"]+)\".*", "$1");
        var second = get("/api/v1/companies?limit=20&q=%E8%A6%8B%E6%9C%AC&cursor=" + next, "en")
                .body();

        var shown = first.replaceAll("(?s).*?\"number\":\"([0-9]+)\".*", "$1");
        assertThat(first).contains("\"number\":\"" + shown).isNotEqualTo(second);
        assertThat(second).contains("\"companies\":[{").doesNotContain("\"number\":\"" + shown);
    }

    @Test
    void keepsImportsForTheOperator() {
        assertThat(get("/operator/companies", "en").statusCode()).isEqualTo(302);
        assertThat(get("/companies/import.js", "en").statusCode()).isEqualTo(200);
        assertThat(get("/companies/not-a-number-at-all", "en").statusCode()).isEqualTo(404);
    }

    @Test
    void letsTheOperatorSeeWhatAFileWouldChangeAndDecide() throws InterruptedException, IOException {
        var operator = Operator.signedUp(baseUrl, outbox, sql);
        var serial = 7_700_001;
        var file = new SampleCompanyFile()
                .open(serial, "見本送信商事", "2024-01-01")
                .open(serial + 1, "見本送信物産", "2024-01-01")
                .line("\"=1+1\",2,3")
                .csv()
                .readAllBytes();

        assertThat(operator.upload("/operator/companies", "empty.csv", new byte[0])
                        .body())
                .contains("Please choose a file");
        var sent = operator.upload("/operator/companies", "diff_20240102.csv", file);
        var path = sent.headers().firstValue("Location").orElseThrow();
        var page = ended(operator, path);
        assertThat(page).contains("Nothing has been changed yet").contains("3 columns instead of thirty");
        assertThat(operator.upload("/operator/companies", "other.csv", file).body())
                .contains("Decide on it first");
        assertThat(operator.get(path + "/report.csv").body())
                .contains("\"Row\"")
                .contains("3,\"The row has 3 columns");

        assertThat(operator.post(path + "/application").statusCode()).isEqualTo(302);
        assertThat(ended(operator, path)).contains("The file was taken in");
        assertThat(operator.post(path + "/cancellation")
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .endsWith("said=late");
        assertThat(operator.upload("/operator/companies", "again.csv", file)
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .endsWith("said=known");
        assertThat(operator.get("/operator/companies").body())
                .contains("diff_20240102.csv")
                .contains("2 new");
        assertThat(get("/companies/" + CorporateNumber.sample(serial), "en").body())
                .contains("見本送信商事");
    }

    private static String ended(Operator operator, String path) throws InterruptedException {
        for (var n = 0; n < 200; n++) {
            var page = operator.get(path).body();
            if (!page.contains("hx-trigger")) return page;
            Thread.sleep(50);
        }
        throw new AssertionError("Still running");
    }

    private HttpResponse<String> get(String path, String language) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(baseUrl + path))
                            .header("Accept", path.startsWith("/api") ? "application/json" : "text/html")
                            .header("Accept-Language", language)
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }
}

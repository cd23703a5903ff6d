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
import wariin.database.DatabaseTest;

@DatabaseTest
class CompanyPagesTests {

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    CompanyImports imports;

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
        assertThat(get("/companies?q=%E3%81%96%E3%82%93%E3%81%AD%E3%82%93", "ja").body())
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
        assertThat(unknown.body()).contains("urn:wariin:problem:unknown-company").contains("収録されていません");
        assertThat(get("/api/v1/companies", "en").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/companies?q=x&limit=1000", "en").statusCode()).isEqualTo(400);
    }

    @Test
    void pagesThroughTheApiByCursor() {
        var first = get("/api/v1/companies?limit=20&q=%E8%A6%8B%E6%9C%AC", "en").body();
        var next = first.replaceAll("(?s).*\"next\":\"([^\"]+)\".*", "$1");
        var second = get("/api/v1/companies?limit=20&q=%E8%A6%8B%E6%9C%AC&cursor=" + next, "en").body();

        assertThat(first).contains("見本電子認証").isNotEqualTo(second);
        assertThat(second).contains("\"companies\":[{").doesNotContain("見本電子認証");
    }

    @Test
    void keepsImportsForTheOperator() {
        assertThat(get("/operator/companies", "en").statusCode()).isEqualTo(302);
        assertThat(get("/companies/import.js", "en").statusCode()).isEqualTo(200);
        assertThat(get("/companies/not-a-number-at-all", "en").statusCode()).isEqualTo(404);
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

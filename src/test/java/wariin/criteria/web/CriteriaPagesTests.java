package wariin.criteria.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import wariin.criteria.CatalogueImports;
import wariin.criteria.Catalogues;
import wariin.criteria.ImportOutcome.Imported;
import wariin.criteria.Transitions;
import wariin.database.DatabaseTest;

@DatabaseTest
class CriteriaPagesTests {

    private static final Pattern GAP_IN_WORDS = Pattern.compile("\\?\\?[a-z.]+");

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    Catalogues catalogues;

    @Autowired
    CatalogueImports imports;

    @Autowired
    Transitions transitions;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void showsEverybodyTheTargetsInBothLanguages() throws Exception {
        assertThat(page("/criteria", "en")).contains("Time-stamping authority", "Announced", "E-mail", "0.1.0-draft");
        assertThat(page("/criteria", "ja")).contains("時刻認証局", "審査基準", "適用開始日");
    }

    @Test
    void showsTheCriteriaOfATargetWithTheirSources() throws Exception {
        assertThat(page("/criteria/ca", "en"))
                .contains("Key management (10)", "JTS-CA-0001(1)", "EN319411-1", "Machine check: TLS connection")
                .contains("Evidence not older than", "24 months", "6 months before the end");
        assertThat(page("/criteria/tsa", "ja")).contains("うるう秒", "24か月", "TIS-7.7.1-07", "自動確認：鍵の強度");
        assertThat(page("/criteria/ec", "ja")).contains("適用条件：タイムスタンプを使う場合");
    }

    @Test
    void showsWhatChangedBetweenTheShippedVersions() throws Exception {
        var before = catalogues.inForce("ca", LocalDate.of(2026, 6, 1)).id();
        var after = catalogues.inForce("tsa", LocalDate.of(2026, 10, 1)).id();

        assertThat(page("/criteria/gap", "en")).contains("What changed", "Compare");
        assertThat(page("/criteria/gap?from=" + before + "&to=" + after, "en"))
                .contains("What changed", "24 new, 0 removed, 0 changed, 0 as before.");
    }

    @Test
    void givesTheCatalogueAsAFileOnlyOnceItHasADay() throws Exception {
        var shipped = catalogues.inForce("ca", transitions.today());
        var file = """
                {"catalog": {"uuid": "%s", "metadata": {"title": "T", "last-modified": "2026-11-23T00:00:00Z",
                 "version": "1", "oscal-version": "1.1.3"},
                 "groups": [{"id": "secret", "class": "target", "title": "Secret"}]}}
                """.formatted(UUID.randomUUID());
        var draft = ((Imported) imports.importOscal(file.getBytes(), "test")).version();

        assertThat(get("/criteria/files/" + shipped.id() + ".json", "en").body())
                .contains("\"oscal-version\" : \"1.1.3\"");
        assertThat(get("/criteria/files/" + draft.id() + ".json", "en").statusCode())
                .isEqualTo(404);
        assertThat(get("/criteria/secret?version=" + draft.id(), "en").statusCode())
                .isEqualTo(404);
        assertThat(get("/criteria/mail", "en").statusCode()).isEqualTo(404);
        assertThat(get("/criteria/nothing", "en").statusCode()).isEqualTo(404);
    }

    @Test
    void letsNobodyElseImport() throws Exception {
        assertThat(get("/operator/criteria", "en").statusCode()).isIn(302, 401, 403, 404);
    }

    private String page(String path, String language) throws Exception {
        var answer = get(path, language);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(GAP_IN_WORDS.matcher(answer.body()).find())
                .as("words missing on " + path)
                .isFalse();
        return answer.body();
    }

    private HttpResponse<String> get(String path, String language) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .header("Accept", "text/html,application/json")
                .header("Accept-Language", language)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}

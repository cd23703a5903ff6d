package wariin.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import wariin.database.DatabaseTest;

/// The frame of the pages: headers, languages and errors.
@DatabaseTest
class PagesTests {

    @Value("${wariin.base-url}")
    String baseUrl;

    @Test
    void keepToThemselves() throws Exception {
        for (var path : new String[] {"/", "/verify", "/verify/no/such/page", "/site/wariin.css", "/contracts"}) {
            var answer = get(path);

            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValue("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                            + " font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self';"
                            + " frame-ancestors 'none'; base-uri 'none'");
            assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                    .as(path)
                    .hasValue("nosniff");
            assertThat(answer.headers().firstValue("Cross-Origin-Opener-Policy"))
                    .as(path)
                    .hasValue("same-origin");
            assertThat(answer.headers().firstValue("Referrer-Policy")).as(path).hasValue("same-origin");
        }
    }

    @Test
    void holdNoScriptOrStyleOfTheirOwn() throws Exception {
        for (var path : new String[] {"/", "/verify", "/login", "/signup", "/log", "/verify/no/such/page"}) {
            var page = get(path, "Accept", "text/html").body();

            assertThat(page).as(path).doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=\"|<script(?![^>]*src=)");
            assertThat(page).as(path).doesNotContainPattern("(?:src|action)=\"(?:https?:)?//");
        }
    }

    @Test
    void speakTheLanguageThatIsAskedFor() throws Exception {
        assertThat(get("/", "Accept-Language", "ja-JP,en;q=0.5").body()).contains("<html lang=\"ja\"");
        assertThat(get("/", "Accept-Language", "fr,de").body()).contains("<html lang=\"en\"");
        assertThat(get("/", "Accept-Language", "ja", "Cookie", "wariin-lang=en").body())
                .contains("<html lang=\"en\"");

        var switched = get("/?lang=ja", "Accept-Language", "en", "Cookie", "wariin-lang=en");
        assertThat(switched.body()).contains("<html lang=\"ja\"");
        assertThat(switched.headers().allValues("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("wariin-lang=ja;"));
    }

    @Test
    void lackNoText() throws Exception {
        for (var language : new String[] {"ja", "en"}) {
            for (var path :
                    new String[] {"/", "/verify", "/login", "/signup", "/log", "/pki/cps", "/verify/no/such/page"}) {
                assertThat(get(path, "Accept", "text/html", "Accept-Language", language)
                                .body())
                        .as(path)
                        .doesNotContainPattern("\\?\\?[a-z].*\\?\\?");
            }
        }
    }

    @Test
    void sayWhatIsWrongInOneSentence() throws Exception {
        var page = get("/verify/no/such/page", "Accept", "text/html", "Accept-Language", "ja");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("ページが見つかりません").doesNotContain("Exception", "NOT_FOUND");

        var problem = get("/verify/nowhere", "Accept", "application/json", "Accept-Language", "en");
        assertThat(problem.statusCode()).isEqualTo(404);
        assertThat(problem.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(problem.body()).contains("urn:wariin:problem:not-found");
    }

    @Test
    void openScriptsOfOthersUnderAnAddressWithoutVersion() throws Exception {
        for (var path : new String[] {"build/pdf.min.mjs", "build/pdf.worker.min.mjs", "cmaps/UniJIS-UTF16-H.bcmap"}) {
            assertThat(get("/webjars/pdfjs-dist/" + path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(get("/webjars/pdfjs-dist/build/pdf.min.mjs").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).contains("javascript"));
        assertThat(get("/webjars/htmx.org/dist/htmx.min.js").statusCode()).isEqualTo(200);
    }

    @Test
    void hideTheOutboxFromStrangers() throws Exception {
        assertThat(get("/operator/outbox", "Accept", "text/html").statusCode()).isIn(302, 401, 403, 404);
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(baseUrl + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}

package wariin.assessment;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A browser with somebody's session.
final class CaseBrowser {

    record Answer(int status, String body, String location) {}

    private final String baseUrl;
    private final String language;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /// @param session null for nobody
    CaseBrowser(String baseUrl, String session, String language) {
        this.baseUrl = baseUrl;
        this.language = language;
        if (session != null) {
            var cookie = new HttpCookie("wariin-" + URI.create(baseUrl).getPort(), session);
            cookie.setPath("/");
            cookie.setVersion(0);
            cookies.getCookieStore().add(URI.create(baseUrl), cookie);
        }
        get("/login");
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String... fields) {
        var form = IntStream.range(0, fields.length / 2)
                .mapToObj(n -> fields[2 * n] + "=" + URLEncoder.encode(fields[2 * n + 1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    Answer postJson(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .setHeader("Accept", "application/json, application/problem+json")
                .POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .header("Accept", "text/html")
                .header("Accept-Language", language);
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .findFirst()
                .ifPresent(token -> request.header("X-XSRF-TOKEN", token.getValue()));
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            var location = answer.headers().firstValue("Location").orElse("");
            return new Answer(answer.statusCode(), answer.body(), location.replace(baseUrl, ""));
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}

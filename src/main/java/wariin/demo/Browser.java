package wariin.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One person's browser: cookies, the CSRF token, forms and JSON. An answer that is not a success is an exception.
public final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final JsonMapper json = new JsonMapper();
    private final URI origin;
    private final String language;

    public Browser(URI origin, String language) {
        this.origin = origin;
        this.language = language;
    }

    public String origin() {
        return origin.toString();
    }

    public String get(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    public byte[] bytes(String path) {
        return send(request(path).GET()).body();
    }

    /// Sends a form and follows to where it leads.
    ///
    /// @return the path of the page that it ended on
    public String submit(String path, Map<String, String> fields) {
        return form(path, fields).uri().getRawPath();
    }

    /// Sends a form.
    ///
    /// @return the page that it ended on
    public String submitted(String path, Map<String, String> fields) {
        return new String(form(path, fields).body(), StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> form(String path, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        var request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        return send(request);
    }

    public JsonNode postJson(String path, Object body) {
        return withBody("POST", path, body);
    }

    public JsonNode putJson(String path, Object body) {
        return withBody("PUT", path, body);
    }

    public JsonNode getJson(String path) {
        return read(send(request(path).header("Accept", "application/json").GET()));
    }

    /// Sends one PDF as the form field {@code file}.
    public JsonNode upload(String path, String fileName, byte[] pdf) {
        var boundary = "wariin-" + UUID.randomUUID();
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: application/pdf\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(pdf);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        var request = request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofByteArray(body.toByteArray()));
        return read(send(request));
    }

    @Override
    public void close() {
        client.close();
    }

    private JsonNode withBody(String method, String path, Object body) {
        var text = body instanceof String already ? already : json.writeValueAsString(body);
        var request = request(path)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .method(method, BodyPublishers.ofString(text));
        return read(send(request));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(origin.resolve(path))
                .timeout(PATIENCE)
                .header("Accept-Language", language)
                .header("Origin", origin());
        cookies.getCookieStore().get(origin).stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        return request;
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder builder) {
        var request = builder.build();
        try {
            var response = client.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() >= 400) {
                throw new Refused(
                        request.method() + " " + request.uri().getPath(), response.statusCode(), response.body());
            }
            return response;
        } catch (IOException broken) {
            throw new UncheckedIOException(
                    "The server did not answer " + request.uri().getPath(), broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interrupted);
        }
    }

    private JsonNode read(HttpResponse<byte[]> response) {
        return response.body().length == 0 ? json.createObjectNode() : json.readTree(response.body());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// The server refused a request.
    public static final class Refused extends RuntimeException {

        private final int status;

        Refused(String request, int status, byte[] body) {
            super(request + " was refused with " + status + ": "
                    + new String(body, 0, Math.min(body.length, 400), StandardCharsets.UTF_8));
            this.status = status;
        }

        public int status() {
            return status;
        }
    }
}

package wariin.identity;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import wariin.notify.Outbox;

/// The platform's operator at a browser, for tests of what only an operator may do; sends files too.
public final class Operator {

    private final String baseUrl;
    private final String cookies;
    private final HttpClient client = HttpClient.newHttpClient();

    private Operator(String baseUrl, String session) {
        this.baseUrl = baseUrl;
        this.cookies = "wariin-" + URI.create(baseUrl).getPort() + "=" + session + "; XSRF-TOKEN=" + token();
    }

    /// Signs up as anybody does; the mark of an operator is set in the database.
    public static Operator signedUp(String baseUrl, Outbox outbox, JdbcTemplate sql) {
        var email = UUID.randomUUID() + "@example.jp";
        var person = Person.signedUp(baseUrl, email, "Wariin", outbox);
        sql.update("update identity_user set operator = true where email = ?", email);
        return new Operator(baseUrl, person.sessionCookie());
    }

    /// What a browser needs to be this operator.
    public String cookies() {
        return cookies;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> post(String path) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.noBody()));
    }

    /// Sends a form as a browser does; the body is encoded already.
    public HttpResponse<String> form(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /// Sends a file as the form field {@code file}.
    public HttpResponse<String> upload(String path, String name, byte[] content) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: text/csv\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--part--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=part")
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl).resolve(path))
                .header("Accept", "text/html")
                .header("Accept-Language", "en")
                .header("Cookie", cookies)
                .header("X-XSRF-TOKEN", token());
    }

    private static String token() {
        return "0123456789abcdef";
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}

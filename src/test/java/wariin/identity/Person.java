package wariin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import wariin.demo.SoftwareAuthenticator;
import wariin.notify.Outbox;

/// Somebody at a browser with a passkey and a mailbox, for tests over HTTP.
public class Person {

    private static final Pattern CODE = Pattern.compile("^([0-9]{6})$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("^http://[^/]+(/\\S+)$", Pattern.MULTILINE);

    final String baseUrl;
    final String email;
    final Outbox outbox;
    SoftwareAuthenticator passkey = new SoftwareAuthenticator();
    CookieManager cookies = new CookieManager();
    private HttpClient client = client();

    public Person(String baseUrl, String email, Outbox outbox) {
        this.baseUrl = baseUrl;
        this.email = email;
        this.outbox = outbox;
    }

    /// An answer, and where it leads if it is a redirect.
    public record Answer(int status, String body, String location) {}

    /// Signs up by passkey, as a person would, and is logged in then.
    public static Person signedUp(String baseUrl, String email, String organisation, Outbox outbox) {
        var person = new Person(baseUrl, email, outbox);
        person.enterDetails(person.confirmAddress(), "Name of " + email, organisation, "");
        assertThat(person.registerPasskey().status()).isEqualTo(200);
        return person;
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, String... fields) {
        var form = IntStream.range(0, fields.length / 2)
                .mapToObj(n -> fields[2 * n] + "=" + URLEncoder.encode(fields[2 * n + 1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    public Answer postJson(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .setHeader("Accept", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /// As a form with one file sends it (RFC 7578).
    public Answer upload(String path, String field, String name, byte[] content) {
        var boundary = "wariin-boundary";
        var head = "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n\r\n"
                .formatted(boundary, field, name);
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofByteArray(content),
                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"))));
    }

    /// Begins a sign-up and confirms the address; gives the ticket's path.
    public String confirmAddress() {
        get("/signup");
        var ticket = post("/signup", "email", email).location();
        assertThat(post(ticket + "/code", "code", mailedCode()).location()).isEqualTo(ticket);
        return ticket;
    }

    public Answer enterDetails(String path, String name, String organisation, String number) {
        return post(
                path,
                "name",
                name,
                "organisation",
                organisation,
                "organisationEn",
                "",
                "number",
                number,
                "representative",
                "");
    }

    public Answer registerPasskey() {
        var options = postJson("/webauthn/register/options", "");
        if (options.status() != 200) return options;
        return postJson(
                "/webauthn/register",
                "{\"name\":\"Test\",\"credential\":" + passkey.register(options.body(), baseUrl) + "}");
    }

    public Answer logInByPasskey() {
        get("/login");
        var options = postJson("/webauthn/login/options", "");
        return postJson("/webauthn/login", passkey.authenticate(options.body(), baseUrl));
    }

    public String mailedCode() {
        var code = CODE.matcher(newestMail());
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    public String mailedLink() {
        var link = LINK.matcher(newestMail());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    public String email() {
        return email;
    }

    public String newestMail() {
        return outbox.newest(Instant.parse("2999-01-01T00:00:00Z"), 100).stream()
                .filter(mail -> mail.recipient().equals(email))
                .findFirst()
                .orElseThrow()
                .body();
    }

    /// The same person at another browser.
    public Person elsewhere() {
        var other = new Person(baseUrl, email, outbox);
        other.passkey = passkey;
        return other;
    }

    /// Opens a page, which brings the token against forged requests.
    public Person withToken() {
        get("/login");
        return this;
    }

    public String sessionCookie() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().matches("wariin-[0-9]+"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private HttpClient client() {
        return HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .header("Accept", "text/html")
                .header("Accept-Language", "en");
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .findFirst()
                .ifPresent(token -> request.header("X-XSRF-TOKEN", token.getValue()));
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            var location = answer.headers().firstValue("Location").orElse("");
            return new Answer(answer.statusCode(), answer.body(), location.replace(baseUrl, ""));
        } catch (IOException broken) {
            throw new IllegalStateException(Arrays.toString(new Object[] {broken}), broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}

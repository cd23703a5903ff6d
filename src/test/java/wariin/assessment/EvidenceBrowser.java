package wariin.assessment;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The browser of somebody who is logged in, for tests over HTTP: pages, forms and files.
final class EvidenceBrowser {

    /// A file as a form sends it.
    record File(String field, String name, byte[] content) {

        static File of(String name, String content) {
            return new File("files", name, content.getBytes(StandardCharsets.UTF_8));
        }
    }

    private final String baseUrl;
    private final String session;
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private String token = "";

    EvidenceBrowser(String baseUrl, CaseWalk.Person person) {
        this.baseUrl = baseUrl;
        this.session = "wariin-" + URI.create(baseUrl).getPort() + "=" + person.session();
    }

    static EvidenceBrowser stranger(String baseUrl) {
        return new EvidenceBrowser(baseUrl, "none");
    }

    private EvidenceBrowser(String baseUrl, String session) {
        this.baseUrl = baseUrl;
        this.session = "wariin-" + URI.create(baseUrl).getPort() + "=" + session;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET(), BodyHandlers.ofString());
    }

    HttpResponse<byte[]> download(String path) {
        return send(request(path).GET(), BodyHandlers.ofByteArray());
    }

    HttpResponse<String> post(String path, String... fields) {
        return send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(fields))),
                BodyHandlers.ofString());
    }

    HttpResponse<String> htmx(String path, String... fields) {
        return send(
                request(path, "HX-Request", "true")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(fields))),
                BodyHandlers.ofString());
    }

    HttpResponse<String> upload(String path, List<File> files, String... fields) {
        return send(multipart(request(path), files, fields), BodyHandlers.ofString());
    }

    HttpResponse<String> uploadJson(String path, File file, String... fields) {
        var request = request(path).setHeader("Accept", "application/json");
        return send(multipart(request, List.of(file), fields), BodyHandlers.ofString());
    }

    private static String form(String... fields) {
        return IntStream.range(0, fields.length / 2)
                .mapToObj(n -> fields[2 * n] + "=" + URLEncoder.encode(fields[2 * n + 1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static HttpRequest.Builder multipart(HttpRequest.Builder request, List<File> files, String... fields) {
        var boundary = UUID.randomUUID().toString();
        var body = new ArrayList<byte[]>();
        for (var n = 0; n + 1 < fields.length; n += 2) {
            body.add(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + fields[n] + "\"\r\n\r\n"
                            + fields[n + 1] + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        for (var file : files) {
            body.add(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + file.field() + "\"; filename=\""
                            + file.name() + "\"\r\nContent-Type: text/html\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.add(file.content());
            body.add("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.add(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return request.header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArrays(body));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        if (token.isEmpty()) {
            token = "fetching";
            send(request("/login").GET(), BodyHandlers.ofString());
        }
        var request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .header("Accept", "text/html")
                .header("Accept-Language", "en")
                .header("Cookie", session + "; XSRF-TOKEN=" + token)
                .header("X-XSRF-TOKEN", token);
        for (var n = 0; n + 1 < headers.length; n += 2) request.setHeader(headers[n], headers[n + 1]);
        return request;
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            var answer = client.send(request.build(), handler);
            for (var cookie : answer.headers().allValues("Set-Cookie")) {
                if (cookie.startsWith("XSRF-TOKEN=") && !cookie.startsWith("XSRF-TOKEN=;")) {
                    token = cookie.substring("XSRF-TOKEN=".length(), cookie.indexOf(';'));
                }
            }
            return answer;
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}

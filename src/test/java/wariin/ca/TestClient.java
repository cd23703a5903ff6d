package wariin.ca;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// A plain client of the running server.
public record TestClient(String base, HttpClient http) {

    public static TestClient of(String base) {
        return new TestClient(base, HttpClient.newHttpClient());
    }

    public HttpResponse<byte[]> get(String path, String... headers) {
        var request = request(path).GET();
        if (headers.length > 0) request.headers(headers);
        return send(request);
    }

    public HttpResponse<byte[]> post(String path, String type, byte[] body) {
        return send(request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package wariin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ContractTest
class ContractDownloadTests {

    @Autowired
    Walk walk;

    Walk.Person anna;
    ContractId id;

    @BeforeEach
    void send() throws Exception {
        anna = walk.member("Anna", "A");
        var ben = walk.member("Ben", "B");
        id = walk.sent(anna, Contract.Order.PARALLEL, ben.side(Walk.place(1))).id();
        walk.sign(anna, id);
        walk.sign(ben, id);
    }

    @Test
    void answersARangeOfTheDocument() throws Exception {
        var whole = get("/contracts/" + id + "/document");
        var part = send(request("/contracts/" + id + "/document").header("Range", "bytes=1-4"));

        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("Accept-Ranges")).contains("bytes");
        assertThat(whole.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("PDF-".getBytes());
    }

    @Test
    void namesTheFileWithoutLettingTheNameHarm() throws Exception {
        var answer = get("/contracts/" + id + "/concluded.pdf");

        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment;")
                .contains("contract.pdf");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(answer.body()).startsWith(Walk.sample());
    }

    @Test
    void takesNoActWithoutTheCsrfToken() throws Exception {
        var path = "/api/v1/contracts/" + id + "/withdraw";
        var answer = send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"reason\":\"x\"}")));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        var base = URI.create(walk.site().baseUrl());
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Cookie", "wariin-" + base.getPort() + "=" + anna.session());
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        }
    }
}

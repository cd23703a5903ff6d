package wariin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import wariin.database.DatabaseTest;

@DatabaseTest
class PlatformTests {

    @Value("${wariin.base-url}")
    String baseUrl;

    @Test
    void startsAndSaysThatItIsHealthy() throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(baseUrl + "/actuator/health")).build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("UP");
        }
    }
}

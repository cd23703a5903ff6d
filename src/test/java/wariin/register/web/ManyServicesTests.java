package wariin.register.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.database.DatabaseTest;
import wariin.register.Change;
import wariin.register.Registered;
import wariin.register.Registered.Decided;
import wariin.register.ServiceRegister;

/// The register at ten times the size that it is expected to have.
@Tag("heavy")
@DatabaseTest
class ManyServicesTests {

    private static final int SERVICES = 3_000;

    @Autowired
    private ServiceRegister register;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Clock clock;

    @Value("${wariin.base-url}")
    private String baseUrl;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void areBrowsedAtOnce() throws Exception {
        fill();
        var started = System.nanoTime();
        var state = register.asOf(clock.instant());
        System.out.printf("rebuild of the state: %d ms%n", (System.nanoTime() - started) / 1_000_000);
        var service = state.providers().getFirst().services().getFirst().id();

        assertThat(median("/register")).isLessThan(200);
        assertThat(median("/register?text=office+29&status=registered")).isLessThan(200);
        assertThat(median("/register?target=lra&page=100")).isLessThan(200);
        assertThat(median("/register/services/" + service)).isLessThan(200);
        assertThat(median("/api/v1/register/services?limit=50")).isLessThan(200);
        assertThat(median("/register/export.csv")).isLessThan(500);
    }

    private void fill() {
        var registered = new Registered(register, transaction);
        for (var n = 0; n < SERVICES; n += 100) {
            var from = n;
            transaction.executeWithoutResult(_ -> {
                var provider = registered.provider("事業者" + from, "Provider " + from);
                for (var k = from; k < from + 100; k++) {
                    var service = registered.service(
                            provider, Registered.service("lra", "取扱所" + k, "Registration office " + k));
                    register.record(Decided.of(service, Change.REGISTRATION));
                }
            });
        }
    }

    private long median(String path) throws Exception {
        var times = new long[15];
        for (var n = 0; n < times.length; n++) {
            var started = System.nanoTime();
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(baseUrl + path)).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            times[n] = (System.nanoTime() - started) / 1_000_000;
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        Arrays.sort(times);
        System.out.printf(
                "%s: first or worst %d ms, median %d ms%n", path, times[times.length - 1], times[times.length / 2]);
        return times[times.length / 2];
    }
}

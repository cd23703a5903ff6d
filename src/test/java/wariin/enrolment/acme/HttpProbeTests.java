package wariin.enrolment.acme;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wariin.enrolment.EnrolmentSettings;
import wariin.enrolment.EnrolmentSettings.Reach;

/// The platform asks hosts, and is led nowhere by their names.
class HttpProbeTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "0.0.0.0",
                "169.254.169.254",
                "fe80::1",
                "224.0.0.1",
                "10.1.2.3",
                "192.168.1.1",
                "172.16.0.1",
                "100.64.0.1",
                "fd00::1",
                "::ffff:127.0.0.1",
                "64:ff9b::a00:1",
                "255.255.255.255",
                "0.1.2.3"
            })
    void asksNoHostOfOurOwnNetwork(String address) throws Exception {
        assertThat(HttpProbe.allowed(InetAddress.getByName(address), Reach.PUBLIC))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "2001:db8::1", "203.0.113.7"})
    void asksHostsOfTheInternet(String address) throws Exception {
        assertThat(HttpProbe.allowed(InetAddress.getByName(address), Reach.PUBLIC))
                .isTrue();
    }

    @Test
    void asksPrivateNetworksOnlyWhereThatIsAllowed() throws Exception {
        assertThat(HttpProbe.allowed(InetAddress.getByName("10.1.2.3"), Reach.PRIVATE))
                .isTrue();
        assertThat(HttpProbe.allowed(InetAddress.getByName("127.0.0.1"), Reach.PRIVATE))
                .isFalse();
        assertThat(HttpProbe.allowed(InetAddress.getByName("169.254.169.254"), Reach.LOOPBACK))
                .isFalse();
    }

    @Test
    void readsTheAnswerAndFollowsNobody() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/acme-challenge/right", exchange -> {
            var body = exchange.getRequestHeaders().getFirst("Host").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/.well-known/acme-challenge/away", exchange -> {
            exchange.getResponseHeaders().add("Location", "/.well-known/acme-challenge/right");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        try {
            var port = server.getAddress().getPort();
            var settings = new EnrolmentSettings(
                    new EnrolmentSettings.Acme(Duration.ofDays(7), true, port, Reach.LOOPBACK),
                    new EnrolmentSettings.Mailbox("", "", 993, "", "", true, "INBOX"));
            var probe = new HttpProbe(host -> List.of(InetAddress.getLoopbackAddress()), settings);

            assertThat(probe.ask("a.example.jp", "right")).isEqualTo(new HttpProbe.Found.Text("a.example.jp:" + port));
            assertThat(probe.ask("a.example.jp", "away")).isInstanceOf(HttpProbe.Found.Nothing.class);
            assertThat(probe.ask("a.example.jp", "none")).isInstanceOf(HttpProbe.Found.Nothing.class);
            assertThat(new HttpProbe(_ -> List.of(), settings).ask("a.example.jp", "right"))
                    .isInstanceOf(HttpProbe.Found.Nothing.class);
        } finally {
            server.stop(0);
        }
    }
}

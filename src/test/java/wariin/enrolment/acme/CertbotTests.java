package wariin.enrolment.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import wariin.ca.CertificationAuthority;
import wariin.database.DatabaseTest;
import wariin.database.TestDatabase;
import wariin.enrolment.ProgramDesk;
import wariin.enrolment.Protocol;

/// The client that most of the world uses: certbot proves each name over HTTP, gets, renews and revokes.
@Tag("heavy")
@DatabaseTest
@Import({ProgramDesk.class, CertbotTests.Names.class})
@ContextConfiguration(initializers = {TestDatabase.class, CertbotTests.Port.class})
@TestPropertySource(properties = "wariin.test.platform=enrolment-http")
class CertbotTests {

    /// Where the platform asks and certbot answers.
    static class Port implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        static final int NUMBER = free();

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "test-http",
                            java.util.Map.of(
                                    "wariin.enrolment.acme.prove-names", "true",
                                    "wariin.enrolment.acme.reach", "LOOPBACK",
                                    "wariin.enrolment.acme.port", NUMBER)));
        }

        private static int free() {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }

    /// All names lead to this machine.
    @TestConfiguration
    static class Names {
        @Bean
        NameLookup testNames() {
            return _ -> List.of(InetAddress.getLoopbackAddress());
        }
    }

    private record Ran(int code, String output) {}

    @Autowired
    ProgramDesk desks;

    @Autowired
    CertificationAuthority authority;

    @Value("${wariin.base-url}")
    String baseUrl;

    @TempDir
    Path folder;

    private String directory;

    @Test
    void getsRenewsAndRevokes() throws Exception {
        Assumptions.assumeTrue(installed(), "certbot is not installed");
        var desk = desks.open("device/1", "certbot.example.jp");
        var key = desks.key(desk, Protocol.ACME);
        directory = baseUrl + "/acme/" + desk.id() + "/directory";

        var refused = certonly("refused.certbot.example.jp", "-m", "admin@example.jp");
        assertThat(refused.code()).describedAs("without the desk's key").isNotZero();

        var got = certonly(
                "printer.certbot.example.jp",
                "--register-unsafely-without-email",
                "--eab-kid",
                key.key().id(),
                "--eab-hmac-key",
                key.secret());
        assertThat(got.code()).describedAs(got.output()).isZero();
        var first = leaf();
        assertThat(authority.find(wariin.x509.SerialNumber.of(first))).contains(first);

        var renewed = certbot("renew", "--force-renewal", "--no-random-sleep-on-renew");
        assertThat(renewed.code()).describedAs(renewed.output()).isZero();
        var second = leaf();
        assertThat(second.getSerialNumber()).isNotEqualTo(first.getSerialNumber());

        var revoked = certbot(
                "revoke",
                "--cert-name",
                "printer.certbot.example.jp",
                "--reason",
                "superseded",
                "--no-delete-after-revoke",
                "--server",
                directory);
        assertThat(revoked.code()).describedAs(revoked.output()).isZero();
        assertThat(authority.isRevoked(second)).isTrue();
        assertThat(authority.isRevoked(first)).isFalse();

        // Version 2.1 stumbles over every refusal of an order and does not show its words; AcmeTests reads them.
        assertThat(certonly("www.elsewhere.example").code()).isNotZero();
    }

    private X509Certificate leaf() throws Exception {
        var pem = Files.readAllBytes(folder.resolve("config/live/printer.certbot.example.jp/cert.pem"));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }

    private Ran certonly(String name, String... more) throws Exception {
        var arguments = new ArrayList<>(List.of(
                "certonly",
                "--standalone",
                "--http-01-address",
                "127.0.0.1",
                "--http-01-port",
                String.valueOf(Port.NUMBER),
                "--server",
                directory,
                "-d",
                name));
        arguments.addAll(List.of(more));
        return certbot(arguments.toArray(String[]::new));
    }

    private Ran certbot(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("certbot"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--non-interactive", "--agree-tos"));
        for (var place : List.of("config", "work", "logs")) {
            command.addAll(List.of("--" + place + "-dir", folder.resolve(place).toString()));
        }
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), output);
    }

    private static boolean installed() throws InterruptedException {
        try {
            return new ProcessBuilder("certbot", "--version").start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}

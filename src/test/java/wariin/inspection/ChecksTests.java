package wariin.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wariin.register.AssuranceLevel;
import wariin.register.PostalAddress;
import wariin.register.ProviderDescription;
import wariin.register.ServiceDescription;
import wariin.site.Bilingual;
import wariin.site.SiteSettings;
import wariin.site.SiteSettingsFixture;
import wariin.x509.Certificates;

/// Each check against a provider on this machine, good and bad.
class ChecksTests {

    private static final Clock CLOCK = Clock.fixed(FixtureAuthority.NOW, ZoneOffset.UTC);

    private final SiteSettings elsewhere = SiteSettingsFixture.at("https://wariin.example");
    private HttpServer server;
    private String base;
    private FixtureAuthority authority;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        base = "http://localhost:" + server.getAddress().getPort();
        authority = new FixtureAuthority(base);
        serve("/root.cer", Certificates.encoded(authority.root));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void serve(String path, byte[] body) {
        server.createContext(path, exchange -> answer(exchange, 200, body));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) exchange.getResponseBody().write(body);
        }
    }

    private Inspected service(List<X509Certificate> certificates, List<String> points, String definition) {
        var address = new PostalAddress("", "1-1", "Chiyoda", "Tokyo", "100-0001", "JP");
        var name = new Bilingual("試験", "Fixture");
        var provider = new ProviderDescription(name, null, null, address, "a@example.jp", base + "/", false);
        var description = new ServiceDescription(
                "ca",
                name,
                name,
                Set.of(),
                AssuranceLevel.NONE,
                certificates.stream().map(Certificates::encoded).toList(),
                points,
                definition,
                List.of(),
                ServiceDescription.BuyerFacts.UNANSWERED);
        return new Inspected(UUID.randomUUID(), true, false, provider, description);
    }

    private Fetcher fetcher() {
        return new Fetcher(new Reach(elsewhere, true));
    }

    private CertificatesAtHand atHand() {
        return new CertificatesAtHand(fetcher(), null);
    }

    @Nested
    class Freshness {

        private Look look() throws Exception {
            var leaf = authority.issue("CN=Leaf,O=Fixture,C=JP", FixtureAuthority.ec());
            return new StatusFreshness(fetcher(), new Issuers(fetcher()), atHand(), CLOCK)
                    .look(service(List.of(leaf), List.of(), base + "/cps"));
        }

        private void list(Duration age, java.security.KeyPair signer) throws Exception {
            var from = FixtureAuthority.NOW.minus(age);
            serve("/root.crl", authority.list(from, from.plus(Duration.ofDays(7)), signer));
        }

        private void responder(boolean revoked, Duration until, java.security.KeyPair signer) {
            server.createContext("/ocsp", exchange -> {
                try {
                    var request = exchange.getRequestBody().readAllBytes();
                    var end = FixtureAuthority.NOW.plus(until);
                    answer(exchange, 200, authority.answer(request, revoked, end, signer));
                } catch (Exception broken) {
                    throw new IOException(broken);
                }
            });
        }

        @Test
        void isSatisfiedByFreshAndRightlySignedAnswers() throws Exception {
            list(Duration.ofHours(1), authority.keys);
            responder(false, Duration.ofDays(1), authority.keys);

            var look = look();

            assertThat(look.reason().en()).contains("are fresh");
            assertThat(look.verdict()).isEqualTo(InspectionVerdict.SATISFIED);
            assertThat(look.seen().toString()).contains("nextUpdate", "sha256", "good");
        }

        @Test
        void seesAnOldList() throws Exception {
            list(Duration.ofDays(8), authority.keys);
            responder(false, Duration.ofDays(1), authority.keys);

            assertNotSatisfied(look(), "The revocation list is out of date.");
        }

        @Test
        void seesAListSignedByAnotherKey() throws Exception {
            list(Duration.ofHours(1), FixtureAuthority.ec());
            responder(false, Duration.ofDays(1), authority.keys);

            assertNotSatisfied(look(), "The signature of the revocation list is wrong.");
        }

        @Test
        void seesAMissingListAndAnswersThatAreNone() throws Exception {
            serve("/ocsp", "hello".getBytes(StandardCharsets.US_ASCII));

            assertNotSatisfied(look(), "status 404", "no status answer");
        }

        @Test
        void seesARevokedCertificateAndAStaleOrForgedAnswer() throws Exception {
            list(Duration.ofHours(1), authority.keys);
            responder(true, Duration.ofMinutes(-1), FixtureAuthority.ec());

            assertNotSatisfied(
                    look(),
                    "The status of the certificate is not good.",
                    "The status answer is out of date.",
                    "The signature of the status answer is wrong.");
        }

        @Test
        void doesNotFollowARedirect() throws Exception {
            responder(false, Duration.ofDays(1), authority.keys);
            server.createContext("/root.crl", exchange -> {
                exchange.getResponseHeaders().add("Location", base + "/ocsp");
                answer(exchange, 302, new byte[0]);
            });

            assertNotSatisfied(look(), "It redirects elsewhere.");
        }

        @Test
        void cannotTellWithoutAnyPlace() {
            var look = new StatusFreshness(fetcher(), new Issuers(fetcher()), atHand(), CLOCK)
                    .look(service(List.of(authority.root), List.of(), base + "/cps"));

            assertThat(look.verdict()).isEqualTo(InspectionVerdict.NOT_POSSIBLE);
        }
    }

    @Test
    void readsAStatementThatIsThereAndNoOther() {
        serve("/cps", "x".repeat(2000).getBytes(StandardCharsets.US_ASCII));
        serve("/short", "soon".getBytes(StandardCharsets.US_ASCII));
        serve("/huge", new byte[Fetcher.LARGEST + 1]);
        var check = new StatementReachable(fetcher());

        assertThat(check.look(service(List.of(), List.of(), base + "/cps")).verdict())
                .isEqualTo(InspectionVerdict.SATISFIED);
        assertNotSatisfied(check.look(service(List.of(), List.of(), base + "/short")), "too short");
        assertNotSatisfied(check.look(service(List.of(), List.of(), base + "/none")), "status 404");
        assertNotSatisfied(check.look(service(List.of(), List.of(), base + "/huge")), "too large");
        assertNotSatisfied(check.look(service(List.of(), List.of(), "http://no.such.invalid/")), "not known");
    }

    @Test
    void comparesPublishedCertificatesWithTheRegister() throws Exception {
        var other = new FixtureAuthority(base).root;
        var check = new PublishedCertificates(fetcher());

        assertThat(check.look(service(List.of(authority.root), List.of(base + "/root.cer"), base))
                        .verdict())
                .isEqualTo(InspectionVerdict.SATISFIED);
        assertNotSatisfied(
                check.look(service(List.of(other), List.of(base + "/root.cer"), base)), "is not among those published");
        assertThat(check.look(service(List.of(other), List.of(), base)).verdict())
                .isEqualTo(InspectionVerdict.NOT_POSSIBLE);
    }

    @Test
    void knowsWeakKeys() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        var weak = authority.issue("CN=Weak,O=Fixture,C=JP", generator.generateKeyPair());
        var check = new KeyStrength(atHand());

        assertThat(check.look(service(List.of(authority.root), List.of(), base)).verdict())
                .isEqualTo(InspectionVerdict.SATISFIED);
        assertNotSatisfied(
                check.look(service(List.of(weak), List.of(), base)), "An RSA key of 1024 bits is too short.");
    }

    @Test
    void knowsTheFingerprintOfAFaultyDevice() {
        var product = Arrays.stream(new int[] {
                    2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101,
                    103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167
                })
                .mapToObj(BigInteger::valueOf)
                .reduce(BigInteger.ONE, BigInteger::multiply);
        var faulty = BigInteger.valueOf(65537)
                .modPow(BigInteger.valueOf(1234567), product)
                .add(product.shiftLeft(700));

        assertThat(KeyStrength.roca(faulty)).isTrue();
        assertThat(KeyStrength.roca(faulty.add(BigInteger.TWO))).isFalse();
    }

    @Test
    void seesASiteWithoutTls() {
        var look = new TlsScan(new Reach(elsewhere, true), CLOCK).look(service(List.of(), List.of(), base + "/cps"));

        assertNotSatisfied(look, "localhost is served without TLS (http).");
    }

    @Test
    void seesFactsThatACertificateLacks() {
        var look = new CertificateProfileFacts(atHand(), new Issuers(fetcher()), CLOCK)
                .look(service(List.of(authority.root), List.of(), base));

        assertNotSatisfied(look, "It has no subject key identifier.", "Its key usage is not critical.");
        assertThat(look.reason().ja()).contains("主体者鍵識別子がありません");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/",
                "http://127.0.0.1/",
                "http://10.1.2.3/",
                "http://192.168.0.1/",
                "http://172.16.0.1/",
                "http://169.254.169.254/latest",
                "http://100.64.0.1/",
                "http://0.0.0.0/",
                "http://[::1]/",
                "http://[fc00::1]/",
                "http://[fe80::1]/",
                "http://[::ffff:10.0.0.1]/",
                "http://[2002:a00:1::]/",
                "http://224.0.0.1/",
                "http://2130706433/",
                "file:///etc/passwd",
                "ftp://example.org/",
                "http://user@8.8.8.8/",
                "gopher://8.8.8.8/",
                "http:///nohost",
                "not an address"
            })
    void reachesNothingInside(String address) {
        assertThat(new Reach(elsewhere, false).to(address)).isInstanceOf(Reach.Way.Closed.class);
    }

    @Test
    void reachesPublicAddressesAndItself() {
        assertThat(new Reach(elsewhere, false).to("http://8.8.8.8/x")).isInstanceOf(Reach.Way.Open.class);
        assertThat(new Reach(elsewhere, false).to("https://[2606:4700::1111]/")).isInstanceOf(Reach.Way.Open.class);
        var itself = new Reach(SiteSettingsFixture.at(base), false);
        assertThat(itself.to(base + "/pki/root.cer")).isInstanceOf(Reach.Way.Open.class);
        assertThat(itself.to("http://localhost:1/")).isInstanceOf(Reach.Way.Closed.class);
    }

    private static void assertNotSatisfied(Look look, String... words) {
        assertThat(look.reason().en()).contains(words);
        assertThat(look.verdict()).isEqualTo(InspectionVerdict.NOT_SATISFIED);
    }
}

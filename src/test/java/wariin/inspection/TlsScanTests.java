package wariin.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wariin.register.AssuranceLevel;
import wariin.register.PostalAddress;
import wariin.register.ProviderDescription;
import wariin.register.ServiceDescription;
import wariin.site.Bilingual;
import wariin.site.SiteSettingsFixture;

class TlsScanTests {

    private final char[] secret = "secret".toCharArray();
    private FixtureAuthority authority;
    private HttpsServer server;
    private int port;

    @BeforeEach
    void start() throws Exception {
        authority = new FixtureAuthority("http://localhost:1");
        var keys = FixtureAuthority.ec();
        var leaf = authority.issue("CN=localhost,O=Fixture,C=JP", keys);
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("site", keys.getPrivate(), secret, new Certificate[] {leaf, authority.root});
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, secret);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.start();
        port = server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private SSLSocketFactory trusting() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("root", authority.root);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    private Look look(SSLSocketFactory factory, Duration later) {
        var clock = Clock.fixed(FixtureAuthority.NOW.plus(later), ZoneOffset.UTC);
        var reach = new Reach(SiteSettingsFixture.at("https://wariin.example"), true);
        var site = "https://localhost:" + port + "/";
        var name = new Bilingual("試験", "Fixture");
        var address = new PostalAddress("", "1-1", "Chiyoda", "Tokyo", "100-0001", "JP");
        var provider = new ProviderDescription(name, null, null, address, "a@example.jp", site, false);
        var description = new ServiceDescription(
                "ca",
                name,
                name,
                Set.of(),
                AssuranceLevel.NONE,
                List.of(),
                List.of(),
                site + "cps",
                List.of(),
                ServiceDescription.BuyerFacts.UNANSWERED);
        return new TlsScan(reach, clock, factory)
                .look(new Inspected(UUID.randomUUID(), true, false, provider, description));
    }

    @Test
    void isSatisfiedByACurrentVersionAndAGoodCertificate() throws Exception {
        var look = look(trusting(), Duration.ZERO);

        assertThat(look.reason().en()).contains("protected by a current TLS");
        assertThat(look.verdict()).isEqualTo(InspectionVerdict.SATISFIED);
        assertThat(look.seen().toString()).contains("TLSv1.3");
    }

    @Test
    void seesACertificateThatSoonEnds() throws Exception {
        assertThat(look(trusting(), Duration.ofDays(295)).reason().en()).contains("ends within a week");
    }

    @Test
    void seesACertificateThatNobodyTrusts() {
        var look = look((SSLSocketFactory) SSLSocketFactory.getDefault(), Duration.ZERO);

        assertThat(look.verdict()).isEqualTo(InspectionVerdict.NOT_SATISFIED);
        assertThat(look.reason().en()).contains("No trustworthy TLS connection");
    }
}

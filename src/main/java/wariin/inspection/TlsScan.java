package wariin.inspection;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import wariin.inspection.Look.Notes;
import wariin.site.Bilingual;

/// How a provider's sites are protected on the way: TLS version, chain, host name, and how long the certificate lasts.
/// Lists and status answers are signed themselves and may come over plain HTTP (RFC 5280, 8).
@Component
class TlsScan implements Check {

    private static final int MILLIS = 5_000;
    private static final Duration SOON = Duration.ofDays(7);

    private final Reach reach;
    private final Clock clock;
    private final SSLSocketFactory factory;

    @Autowired
    TlsScan(Reach reach, Clock clock) {
        this(reach, clock, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    TlsScan(Reach reach, Clock clock, SSLSocketFactory factory) {
        this.reach = reach;
        this.clock = clock;
        this.factory = factory;
    }

    @Override
    public String name() {
        return "tls-scan";
    }

    @Override
    public Look look(Inspected service) {
        var notes = new Notes();
        var hosts = new LinkedHashSet<String>();
        for (var address :
                new String[] {service.provider().website(), service.service().definitionUri()}) {
            var uri = URI.create(address);
            var port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
            if (hosts.add(uri.getScheme() + "://" + uri.getHost() + port)) scan(uri, notes);
        }
        return notes.look(
                "サイトは現在のTLSで保護され、証明書は有効です。", "Its sites are protected by a current TLS and a valid certificate.");
    }

    private void scan(URI uri, Notes notes) {
        var fact = notes.fact("site", uri.getScheme() + "://" + uri.getRawAuthority());
        if (!"https".equals(uri.getScheme())) {
            notes.fault(uri.getHost() + " はTLSなし(http)で提供されています。", uri.getHost() + " is served without TLS (http).");
            return;
        }
        switch (reach.to(uri.toString())) {
            case Reach.Way.Closed(var reason) -> notes.fault(reason);
            case Reach.Way.Open way -> handshake(way, fact, notes);
        }
    }

    private void handshake(Reach.Way.Open way, Map<String, Object> fact, Notes notes) {
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(way.address(), way.port()), MILLIS);
            plain.setSoTimeout(MILLIS);
            try (var socket = (SSLSocket) factory.createSocket(plain, way.uri().getHost(), way.port(), true)) {
                var parameters = new SSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                var session = socket.getSession();
                fact.put("protocol", session.getProtocol());
                fact.put("cipher", session.getCipherSuite());
                if (!session.getProtocol().matches("TLSv1\\.[23]")) {
                    notes.fault("TLSの版が古すぎます。", "The version of TLS is too old.");
                }
                var leaf = (X509Certificate) session.getPeerCertificates()[0];
                var until = leaf.getNotAfter().toInstant();
                fact.put("chain", session.getPeerCertificates().length);
                fact.put("issuer", leaf.getIssuerX500Principal().getName());
                fact.put("notAfter", until.toString());
                if (until.isBefore(clock.instant().plus(SOON))) {
                    notes.fault("サイトの証明書の期限が1週間以内です。", "The certificate of the site ends within a week.");
                }
            }
        } catch (SSLException broken) {
            fact.put("fault", String.valueOf(broken.getMessage()));
            notes.fault(
                    way.uri().getHost() + " と信頼できるTLS接続を確立できません(版、証明書、またはホスト名)。",
                    "No trustworthy TLS connection to " + way.uri().getHost()
                            + " (version, certificate or host name).");
        } catch (IOException broken) {
            notes.fault(
                    new Bilingual(way.uri().getHost() + " に接続できません。", way.uri().getHost() + " cannot be reached."));
        }
    }
}

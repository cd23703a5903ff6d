package wariin.enrolment.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import wariin.enrolment.Csr;
import wariin.enrolment.EnrolmentKeys;
import wariin.enrolment.ProgramDesk;
import wariin.enrolment.Protocol;

/// Two desks with a rule each, and a client that has an account at the first.
abstract class AcmeDesk {

    @Autowired
    ProgramDesk desks;

    @Autowired
    EnrolmentKeys keys;

    @Value("${wariin.base-url}")
    String baseUrl;

    ProgramDesk.Open desk;
    ProgramDesk.Open otherDesk;
    ProgramDesk.Key key;
    AcmeClient client;

    @BeforeEach
    void openDesk() {
        if (desk == null) {
            desk = desks.open("device/1", "devices.example.jp");
            otherDesk = desks.open("device/1", "other.example.jp");
            key = desks.key(desk, Protocol.ACME);
        }
        client = new AcmeClient(baseUrl, desk.id());
        assertThat(client.register(key.key().id(), key.secret()).status()).isEqualTo(201);
    }

    List<X509Certificate> issued(String... names) throws Exception {
        return parse(certificate(names).text());
    }

    AcmeClient.Answer certificate(String... names) {
        return certificate(Csr.dns(names), names);
    }

    AcmeClient.Answer certificate(Csr csr, String... names) {
        var order = client.post("new-order", AcmeClient.order("dns", names));
        assertThat(order.status()).describedAs(order.text()).isEqualTo(201);
        assertThat(order.json().path("status").asString()).isEqualTo("ready");
        var done = client.post(order.json().path("finalize").asString(), Map.of("csr", csr.base64url()));
        assertThat(done.json().path("status").asString())
                .describedAs(done.text())
                .isEqualTo("valid");
        return client.read(done.json().path("certificate").asString());
    }

    @SuppressWarnings("unchecked")
    static List<X509Certificate> parse(String pem) throws Exception {
        return List.copyOf((java.util.Collection<X509Certificate>) CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
    }

    static String renewalId(X509Certificate certificate) {
        var value = org.bouncycastle.asn1.ASN1OctetString.getInstance(certificate.getExtensionValue("2.5.29.35"));
        var issuer = org.bouncycastle.asn1.x509.AuthorityKeyIdentifier.getInstance(value.getOctets());
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(issuer.getKeyIdentifierOctets()) + "."
                + encoder.encodeToString(certificate.getSerialNumber().toByteArray());
    }
}

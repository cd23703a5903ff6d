package wariin.enrolment.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.RevocationReason;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.util.KeyPairUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import wariin.enrolment.Csr;
import wariin.enrolment.ProgramDesk;
import wariin.enrolment.ProgramsTest;
import wariin.enrolment.Protocol;

/// A client that others wrote: acme4j.
@ProgramsTest
class Acme4jTests {

    @Autowired
    ProgramDesk desks;

    @Value("${wariin.base-url}")
    String baseUrl;

    @Test
    void registersOrdersChangesItsKeyAndRevokes() throws Exception {
        var desk = desks.open("device/1", "acme4j.example.jp");
        var key = desks.key(desk, Protocol.ACME);
        var session = new Session(URI.create(baseUrl + "/acme/" + desk.id() + "/directory"));
        var account = new AccountBuilder()
                .agreeToTermsOfService()
                .addEmail("admin@example.jp")
                .withKeyIdentifier(key.key().id(), key.secret())
                .useKeyPair(KeyPairUtils.createKeyPair(2048))
                .create(session);
        assertThat(account.getStatus()).isEqualTo(Status.VALID);

        var order = account.newOrder()
                .domains("a.acme4j.example.jp", "b.acme4j.example.jp")
                .create();
        order.execute(Csr.dns("a.acme4j.example.jp", "b.acme4j.example.jp").der());
        assertThat(order.waitForCompletion(Duration.ofSeconds(30))).isEqualTo(Status.VALID);
        var certificate = order.getCertificate();
        assertThat(certificate.getCertificateChain()).hasSize(2);
        assertThat(certificate.getAlternates()).hasSize(1);
        assertThat(certificate.getRenewalInfo().renewalIsNotRequired(java.time.Instant.now()))
                .isTrue();

        account.changeKey(p384());
        account.fetch();
        assertThat(account.getStatus()).isEqualTo(Status.VALID);

        var renewal = account.newOrder()
                .domains("a.acme4j.example.jp")
                .replaces(certificate.getCertificate())
                .create();
        renewal.execute(Csr.dns("a.acme4j.example.jp").der());
        assertThat(renewal.waitForCompletion(Duration.ofSeconds(30))).isEqualTo(Status.VALID);
        certificate.revoke(RevocationReason.SUPERSEDED);
        account.deactivate();
        assertThat(account.getStatus()).isEqualTo(Status.DEACTIVATED);
    }

    private static KeyPair p384() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        return generator.generateKeyPair();
    }
}

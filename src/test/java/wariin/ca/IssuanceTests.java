package wariin.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import wariin.ca.application.CertificateApplication;
import wariin.ca.application.NotIssued;
import wariin.ca.application.PermittedCertificate;
import wariin.ca.application.PreparedCertificate;
import wariin.ca.application.PreparedOutcome.Prepared;
import wariin.ca.application.PreparedOutcome.Unfit;
import wariin.ca.authority.AssuranceLevel;
import wariin.ca.authority.PolicyArc;
import wariin.ca.ceremony.Authorities;
import wariin.ca.revocation.RevocationOutcome.AlreadyRevoked;
import wariin.ca.revocation.RevocationOutcome.AlreadySuspended;
import wariin.ca.revocation.RevocationOutcome.NotInProfile;
import wariin.ca.revocation.RevocationOutcome.NotSuspended;
import wariin.ca.revocation.RevocationOutcome.Reinstated;
import wariin.ca.revocation.RevocationOutcome.Revoked;
import wariin.ca.revocation.RevocationOutcome.Suspended;
import wariin.ca.revocation.RevocationReason;
import wariin.database.DatabaseTest;
import wariin.journal.Journal;
import wariin.x509.AlternativeName;
import wariin.x509.CertificateProfile;
import wariin.x509.DistinguishedName;
import wariin.x509.SerialNumber;

@DatabaseTest
class IssuanceTests {
    @Autowired
    CertificationAuthority authority;

    @Autowired
    Authorities authorities;

    @Autowired
    Journal journal;

    @Autowired
    JdbcClient jdbc;

    @Test
    void preparesWhatTheProfileAndTheApplicationSay() {
        var body = body(TestSubscribers.key());

        var certificate = authority.issue(body, new TestPermit(body));

        var serial = SerialNumber.of(certificate);
        var issuer = authorities.named(body.issuer()).orElseThrow();
        assertThat(serial).isEqualTo(body.serial());
        assertThat(serial.bytes())
                .hasSize(20)
                .satisfies(octets -> assertThat(octets[0] >> 6).isEqualTo(1));
        assertThat(new String(certificate.getExtensionValue("2.5.29.31"), StandardCharsets.ISO_8859_1))
                .contains(issuer.listPath(issuer.shardOf(serial)));
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(body.notAfter());
        assertThat(authority.chain(certificate)).last().isEqualTo(authority.root());
        assertThat(journal.about(serial.toString())).singleElement().satisfies(entry -> {
            assertThat(entry.act().kind()).isEqualTo("certificate-issued");
            assertThat(entry.act().facts())
                    .containsEntry("basis", "test")
                    .containsEntry("why", "a test")
                    .containsEntry("profile", "person/1");
        });
    }

    @Test
    void saysWhatMakesAnApplicationUnfit() {
        var nameless = new DistinguishedName("JP", null, null, "山田 花子", "W1");
        var application = new CertificateApplication(
                CertificateProfile.PERSON,
                TestSubscribers.key(),
                nameless,
                List.of(),
                Duration.ofDays(4000),
                null,
                "holder");

        assertThat(authority.prepare(application))
                .isInstanceOfSatisfying(
                        Unfit.class, unfit -> assertThat(unfit.findings()).hasSizeGreaterThan(1));
        assertThatThrownBy(() -> authority.prepare(new CertificateApplication(
                        CertificateProfile.ROOT, TestSubscribers.key(), nameless, List.of(), null, null, "holder")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void signsOnlyTheBodyThatWasPermitted() {
        var body = body(TestSubscribers.key());
        var other = body(TestSubscribers.key());
        assertThatThrownBy(() -> authority.issue(body, new TestPermit(other)))
                .hasMessageContaining("permit is for another");

        var mixed = new PreparedCertificate(
                other.serial(),
                body.issuer(),
                body.profile(),
                body.holder(),
                body.toBeSigned(),
                body.notBefore(),
                body.notAfter());
        assertThatThrownBy(() -> authority.issue(mixed, new TestPermit(mixed)))
                .hasMessageContaining("another serial number");
        assertThat(authority.find(body.serial())).isEmpty();
        assertThat(authority.find(other.serial())).isEmpty();
    }

    @Test
    void issuesOnceHoweverOftenAndFromHowManySidesItIsAsked() throws Exception {
        var body = body(TestSubscribers.key());
        Callable<X509Certificate> ask = () -> authority.issue(body, new TestPermit(body));
        var certificates = new HashSet<X509Certificate>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var certificate : threads.invokeAll(Collections.nCopies(12, ask))) certificates.add(certificate.get());
        }

        assertThat(certificates).hasSize(1);
        assertThat(authority.issue(body, new TestPermit(body))).isIn(certificates);
        assertThat(journal.about(body.serial().toString())).hasSize(1);
    }

    @Test
    void issuesManyInTheirOrderAndLetsNoBadOneTakeTheOthersWithIt() {
        var lost = body(TestSubscribers.key());
        authority.issue(lost, new TestPermit(lost));
        var key = authority.find(lost.serial()).orElseThrow().getPublicKey();
        authority.revoke(lost.serial(), RevocationReason.KEY_COMPROMISE, "test");
        assertThat(authority.isCompromised(key)).isTrue();
        var bodies = new ArrayList<PreparedCertificate>();
        for (var n = 0; n < 20; n++) bodies.add(body(TestSubscribers.key()));

        var certificates = authority.issueAll(permitted(bodies));

        assertThat(certificates.stream().map(SerialNumber::of))
                .containsExactlyElementsOf(
                        bodies.stream().map(PreparedCertificate::serial).toList());
        var good = body(TestSubscribers.key());
        assertThatThrownBy(() -> authority.issueAll(permitted(List.of(body(key), good))))
                .isInstanceOf(NotIssued.class)
                .hasMessageContaining("compromised");
        assertThat(authority.find(good.serial())).isPresent();
    }

    @Test
    void holdsAndReinstatesWhereTheProfileAllowsAndNeverTakesARevocationBack() {
        var serial = issued(body(TestSubscribers.key()));

        assertThat(authority.reinstate(serial, "test")).isEqualTo(new NotSuspended());
        var held = (Suspended) authority.suspend(serial, "test");
        assertThat(authority.suspend(serial, "test")).isEqualTo(new AlreadySuspended(held.at()));
        assertThat(statusNumber(serial)).isPositive();
        var first = statusNumber(serial);
        assertThat(authority.reinstate(serial, "test")).isInstanceOf(Reinstated.class);
        assertThat(statusNumber(serial)).isGreaterThan(first);
        assertThat(authority.isRevoked(authority.find(serial).orElseThrow())).isFalse();

        authority.suspend(serial, "test");
        var revoked = (Revoked) authority.revoke(serial, RevocationReason.SUPERSEDED, "test");
        assertThat(authority.reinstate(serial, "test")).isEqualTo(new AlreadyRevoked(revoked.at()));
        assertThat(authority.suspend(serial, "test")).isEqualTo(new AlreadyRevoked(revoked.at()));
        assertThat(journal.about(serial.toString()).stream()
                        .map(entry -> entry.act().kind()))
                .containsExactly(
                        "certificate-issued",
                        "certificate-suspended",
                        "certificate-reinstated",
                        "certificate-suspended",
                        "certificate-revoked");
        assertThatThrownBy(() -> authority.revoke(serial, RevocationReason.CERTIFICATE_HOLD, "test"))
                .isInstanceOf(IllegalArgumentException.class);

        var subscriber = SerialNumber.of(authority.issue(TestSubscribers.request()));
        assertThat(authority.suspend(subscriber, "test")).isEqualTo(new NotInProfile("subscriber/1"));
    }

    @Test
    void theDatabaseItselfLetsNoCertificateChangeAndNoRevocationGo() {
        var serial = issued(body(TestSubscribers.key()));
        authority.revoke(serial, RevocationReason.SUPERSEDED, "test");

        for (var sql : List.of(
                "update ca_certificate set holder = 'x' where serial = ?",
                "delete from ca_certificate where serial = ?",
                "delete from ca_revocation where serial = ?",
                "update ca_revocation set revoked_at = null, reason = null, status_number = nextval('ca_status_number')"
                        + " where serial = ?")) {
            assertThatThrownBy(() -> jdbc.sql(sql).param(serial.bytes()).update())
                    .isInstanceOf(DataAccessException.class);
        }
    }

    private SerialNumber issued(PreparedCertificate body) {
        return SerialNumber.of(authority.issue(body, new TestPermit(body)));
    }

    private long statusNumber(SerialNumber serial) {
        return jdbc.sql("select status_number from ca_revocation where serial = ?")
                .param(serial.bytes())
                .query(Long.class)
                .single();
    }

    private static List<PermittedCertificate> permitted(List<PreparedCertificate> bodies) {
        return bodies.stream()
                .map(body -> new PermittedCertificate(body, new TestPermit(body)))
                .toList();
    }

    private PreparedCertificate body(PublicKey key) {
        var subject =
                new DistinguishedName("JP", "株式会社 割印商事", "NTRJP-7000012050002", "山田 花子", "W1").withPerson("花子", "山田");
        var application = new CertificateApplication(
                CertificateProfile.PERSON,
                key,
                subject,
                List.of(new AlternativeName.Mailbox("hanako@example.jp")),
                Duration.ofDays(365),
                PolicyArc.RELEASED.of(AssuranceLevel.OPERATOR_CHECKED),
                UUID.randomUUID().toString());
        return switch (authority.prepare(application)) {
            case Prepared(var body) -> body;
            case Unfit(var findings) -> throw new AssertionError(findings);
        };
    }
}

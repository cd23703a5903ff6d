package wariin.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.application.NotIssued;
import wariin.ca.application.SubscriberRequest;
import wariin.ca.ceremony.Authorities;
import wariin.ca.issuance.InterruptedIssuance;
import wariin.ca.list.PublishedList;
import wariin.ca.revocation.RevocationOutcome;
import wariin.ca.revocation.RevocationOutcome.AlreadyRevoked;
import wariin.ca.revocation.RevocationOutcome.Revoked;
import wariin.ca.revocation.RevocationOutcome.UnknownSerial;
import wariin.ca.revocation.RevocationReason;
import wariin.ca.status.RevocationLists;
import wariin.database.DatabaseTest;
import wariin.journal.Journal;
import wariin.x509.Certificates;
import wariin.x509.SerialNumber;

@DatabaseTest
class CertificationAuthorityTests {
    @Autowired
    CertificationAuthority authority;

    @Autowired
    Authorities authorities;

    @Autowired
    Preparation preparation;

    @Autowired
    ApplicationContext platform;

    @Autowired
    RevocationLists lists;

    @Autowired
    Journal journal;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void issuesToASubscriberUnderTheRoot() throws Exception {
        var request = TestSubscribers.request();

        var certificate = authority.issue(request);

        assertThat(authority.chain(certificate)).hasSize(3).last().isEqualTo(authority.root());
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.36");
        assertThat(certificate.getKeyUsage()).startsWith(false, true, false);
        assertThat(authority.find(SerialNumber.of(certificate))).contains(certificate);
        assertThat(journal.about(SerialNumber.of(certificate).toString()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.act().kind()).isEqualTo("certificate-issued"));
    }

    @Test
    void tidiesNamesAsPeopleWriteThem() {
        assertThat(SubscriberContents.tidy(" 株式会社　割印\n商事 ")).isEqualTo("株式会社 割印 商事");
        assertThat(SubscriberContents.tidy("𠮷".repeat(40))).isEqualTo("𠮷".repeat(32));
    }

    @Test
    void neverIssuesInsideATransaction() {
        assertThatThrownBy(() -> transactions.execute(_ -> authority.issue(TestSubscribers.request())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void finishesAfterACrashWhatWasBegun() {
        var request = TestSubscribers.request();
        var begun = begin(request);
        assertThat(authority.find(begun.serial())).isEmpty();

        var certificate = authority.issue(request);

        assertThat(SerialNumber.of(certificate)).isEqualTo(begun.serial());
        assertThat(begun.again()).isEqualTo(certificate);
        assertThat(journal.about(begun.serial().toString())).hasSize(1);
    }

    @Test
    void burnsAnIntentThatNobodyCameBackFor() {
        var request = TestSubscribers.request();
        var begun = begin(request);

        begun.abandon();

        assertThatThrownBy(begun::again).isInstanceOf(NotIssued.class).hasMessageContaining("abandoned");
        assertThat(authority.find(begun.serial())).isEmpty();
        assertThat(SerialNumber.of(authority.issue(request))).isNotEqualTo(begun.serial());
        assertThat(authority.revoke(begun.serial(), RevocationReason.SUPERSEDED, "test"))
                .isInstanceOf(UnknownSerial.class);
    }

    private InterruptedIssuance begin(SubscriberRequest request) {
        return InterruptedIssuance.of(platform, preparation.order(preparation.prepared(request), Map.of()));
    }

    @Test
    void keepsTheFirstOfManyRevocations() throws Exception {
        var leaf = authority.issue(TestSubscribers.request());
        var serial = SerialNumber.of(leaf);
        var before = list(leaf).number();
        Callable<RevocationOutcome> revoke = () -> authority.revoke(serial, RevocationReason.SUPERSEDED, "test");
        var outcomes = new ArrayList<RevocationOutcome>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var outcome : threads.invokeAll(Collections.nCopies(6, revoke))) outcomes.add(outcome.get());
        }

        var revoked = outcomes.stream()
                .filter(Revoked.class::isInstance)
                .map(Revoked.class::cast)
                .toList();
        assertThat(revoked).hasSize(1);
        outcomes.remove(revoked.getFirst());
        assertThat(outcomes).containsOnly(new AlreadyRevoked(revoked.getFirst().at()));
        await().untilAsserted(() -> assertThat(list(leaf).number()).isGreaterThan(before));
        assertThat(serials(list(leaf))).contains(serial.value());
    }

    @Test
    void givesAllThatAValidatorNeeds() throws Exception {
        var leaf = authority.issue(TestSubscribers.request());
        var unit = authority.timeStampingUnit().certificate();
        var signedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        var evidence = authority.evidenceFor(leaf);

        assertThat(evidence.certificates().stream().map(Certificates::parse))
                .contains(leaf, unit, authority.root())
                .hasSize(8)
                .doesNotHaveDuplicates();
        assertThat(evidence.crls().stream().map(Certificates::parseList).map(list -> list.getIssuerX500Principal()))
                .containsExactlyInAnyOrder(
                        leaf.getIssuerX500Principal(),
                        unit.getIssuerX500Principal(),
                        authority.root().getSubjectX500Principal());
        assertThat(evidence.ocspResponses()).hasSize(4);
        for (var der : evidence.ocspResponses()) {
            var answer = (BasicOCSPResp) new OCSPResp(der).getResponseObject();
            assertThat(answer.getProducedAt().toInstant()).isAfterOrEqualTo(signedAt);
            assertThat(answer.getResponses()[0].getCertStatus()).isNull();
        }
    }

    private PublishedList list(java.security.cert.X509Certificate leaf) {
        var issuer = authorities.issuerOf(leaf).orElseThrow();
        return lists.newest(issuer.name(), issuer.shardOf(SerialNumber.of(leaf)))
                .orElseThrow();
    }

    private static Set<BigInteger> serials(PublishedList list) {
        var serials = new HashSet<BigInteger>();
        var revoked = Certificates.parseList(list.der()).getRevokedCertificates();
        if (revoked != null) revoked.forEach(entry -> serials.add(entry.getSerialNumber()));
        return serials;
    }
}

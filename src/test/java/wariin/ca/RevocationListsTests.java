package wariin.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.ListIntake.Outcome.Refused;
import wariin.ca.ListIntake.Outcome.TakenIn;
import wariin.database.DatabaseTest;
import wariin.journal.Journal;
import wariin.x509.Certificates;
import wariin.x509.OpenSsl;
import wariin.x509.RevocationListContent;
import wariin.x509.SerialNumber;
import wariin.x509.TestAuthority;

@DatabaseTest
class RevocationListsTests {
    @TempDir
    Path folder;

    @Autowired
    CertificationAuthority authority;

    @Autowired
    Authorities authorities;

    @Autowired
    RevocationLists lists;

    @Autowired
    RevocationListRegister register;

    @Autowired
    ListPublisher publisher;

    @Autowired
    AuthorityRegister authorityRegister;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Journal journal;

    @Value("${wariin.base-url}")
    String base;

    @Test
    void areDividedAndAllThereFromTheStart() {
        var summary = lists.summary("issuing").orElseThrow();

        assertThat(summary.lists()).isEqualTo(128);
        assertThat(lists.summary("root").orElseThrow().lists()).isEqualTo(1);
        assertThat(lists.paths("issuing")).hasSize(128).contains("/pki/issuing/127.crl");
    }

    @Test
    void nameThePlaceAsCertificatesDoOctetForOctet() throws Exception {
        var leaf = authority.issue(TestSubscribers.request());
        var place = name(CRLDistPoint.getInstance(extension(leaf.getExtensionValue("2.5.29.31")))
                .getDistributionPoints()[0]
                .getDistributionPoint());
        var client = TestClient.of(base);

        var response = client.get(place.substring(base.length()));
        var list = Certificates.parseList(response.body());
        var again = client.get(
                place.substring(base.length()),
                "If-None-Match",
                response.headers().firstValue("ETag").orElseThrow());

        assertThat(place).startsWith(base).matches(".*/pki/issuing/[0-9]+[.]crl");
        assertThat(places(list)).containsExactly(place);
        assertThat(list.getCriticalExtensionOIDs()).containsExactly("2.5.29.28");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/pkix-crl");
        assertThat(response.headers().firstValue("Cache-Control"))
                .get()
                .asString()
                .contains("max-age=");
        assertThat(response.headers().map()).containsKeys("Last-Modified", "ETag");
        assertThat(again.statusCode()).isEqualTo(304);
    }

    @Test
    void areNotServedWhereTheyDoNotBelong() {
        var client = TestClient.of(base);

        for (var path : List.of(
                "/pki/issuing.crl",
                "/pki/issuing/128.crl",
                "/pki/issuing/007.crl",
                "/pki/issuing/-1.crl",
                "/pki/root/0.crl",
                "/pki/nobody/0.crl")) {
            assertThat(client.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(Certificates.parseList(client.get("/pki/root.crl").body()).getCriticalExtensionOIDs())
                .isEmpty();
    }

    @Test
    void tellOfARevocationInSecondsAndOfTheEndOfAHold() {
        var leaf = authority.issue(TestSubscribers.request());
        var other = authority.issue(TestSubscribers.request());
        authority.revoke(SerialNumber.of(leaf), RevocationReason.UNSPECIFIED, "test");

        await().atMost(Duration.ofSeconds(8)).until(() -> list(leaf).isRevoked(leaf));

        assertThat(list(leaf).getRevokedCertificate(leaf).hasExtensions()).isFalse();
        assertThat(list(leaf).isRevoked(other)).isFalse();
        assertThat(jdbc.sql("select count(*) from ca_revocation_list where authority = 'issuing' and der is not null")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void takeNumbersThatNeverGoBack() {
        var issuing = authorities.named("issuing").orElseThrow();
        var before = newest(issuing, 3).number();

        // A crash after the number was given out, and before the list was stored.
        transactions.executeWithoutResult(_ -> register.begin("issuing", List.of(3), Instant.now()));
        publisher.publish(issuing, List.of(3), true);
        var after = newest(issuing, 3).number();
        assertThat(after).isGreaterThan(before + 1);

        // A backup was restored, from before all of this. Its older lists are gone too, so their second must be over.
        await().until(() -> Instant.now().getEpochSecond() > newest(issuing, 3).number());
        jdbc.sql("update ca_list set begun = 5, number = 5 where authority = 'issuing' and shard = 3")
                .update();
        publisher.publish(issuing, List.of(3), true);
        assertThat(newest(issuing, 3).number())
                .isGreaterThanOrEqualTo(Instant.now().getEpochSecond() - 60)
                .isGreaterThan(before);

        // A clock that was set back.
        var floor = jdbc.sql("update ca_list set begun = 9000000000 where authority = 'issuing' and shard = 3");
        assertThat(floor.update()).isEqualTo(1);
        publisher.publish(issuing, List.of(3), true);
        assertThat(newest(issuing, 3).number()).isEqualTo(9_000_000_001L);
    }

    @Test
    void areMadeAgainWhereOneIsMissingOrOld() {
        var issuing = authorities.named("issuing").orElseThrow();
        jdbc.sql("""
                        update ca_list set this_update = this_update - interval '13 hours'
                         where authority = 'issuing' and shard = 4
                        """).update();
        jdbc.sql("delete from ca_list where authority = 'issuing' and shard = 5")
                .update();
        var others = newest(issuing, 6).number();

        lists.publishDue(true);

        assertThat(newest(issuing, 4).thisUpdate()).isAfter(Instant.now().minusSeconds(60));
        assertThat(newest(issuing, 6).number()).isEqualTo(others);
    }

    @Test
    void areHistoryThatNobodyChanges() {
        assertThatThrownBy(() ->
                        jdbc.sql("update ca_revocation_list set entries = 7").update())
                .hasMessageContaining("never changed");
        assertThatThrownBy(() -> jdbc.sql("delete from ca_revocation_list").update())
                .hasMessageContaining("never changed");
    }

    @Test
    void neverSignInsideATransaction() {
        var root = authorities.root();

        assertThatThrownBy(() -> transactions.executeWithoutResult(_ -> lists.publish(root)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void areTakenInWhereTheKeyIsKeptElsewhere() {
        // All is taken back at the end: others look at the authorities too.
        transactions.executeWithoutResult(transaction -> {
            takeIn();
            transaction.setRollbackOnly();
        });
    }

    private void takeIn() {
        var root = TestAuthority.root("secp384r1");
        var away = new Authority("away", AuthorityPurpose.ROOT, null, root.certificate(), 1, false);
        var intake = new ListIntake(register, transactions, journal, Clock.systemUTC());
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        authorityRegister.add(away, null, 1, Instant.now());

        assertThat(intake.takeIn(Optional.of(away), list(root, root, 5, now))).isEqualTo(new TakenIn(5));
        assertThat(register.newest("away", 0).orElseThrow().number()).isEqualTo(5);
        assertThat(intake.takeIn(Optional.of(away), list(root, root, 5, now)))
                .isEqualTo(new Refused(ListIntake.Reason.OLDER_THAN_THE_ONE_THERE));
        assertThat(intake.takeIn(Optional.of(away), list(root, root, 6, now.minus(Duration.ofDays(400)))))
                .isEqualTo(new Refused(ListIntake.Reason.NOT_IN_TIME));
        assertThat(intake.takeIn(Optional.of(away), list(root, TestAuthority.root("secp384r1"), 6, now)))
                .isEqualTo(new Refused(ListIntake.Reason.WRONG_SIGNATURE));
        assertThat(intake.takeIn(Optional.of(away), new byte[] {1, 2, 3}))
                .isEqualTo(new Refused(ListIntake.Reason.NOT_A_LIST));
        assertThat(lists.takeIn("root", list(root, root, 6, now)))
                .isEqualTo(new Refused(ListIntake.Reason.KEY_IS_HERE));
        assertThat(lists.takeIn("nobody", list(root, root, 6, now)))
                .isEqualTo(new Refused(ListIntake.Reason.NO_SUCH_AUTHORITY));
    }

    @Test
    void ofAllShardsPassOpenSsl() throws Exception {
        var issuing = authorities.named("issuing").orElseThrow();
        Files.write(folder.resolve("issuing.cer"), Certificates.encoded(issuing.certificate()));
        var openssl = new OpenSsl(folder);
        openssl.run("x509", "-inform", "DER", "-in", "issuing.cer", "-out", "issuing.pem");
        var places = new HashSet<String>();
        for (var shard : List.of(0, 1, 64, 127)) {
            var der = newest(issuing, shard).der();
            places.addAll(places(Certificates.parseList(der)));
            Files.write(folder.resolve("shard.crl"), der);
            assertThat(openssl.run("crl", "-inform", "DER", "-in", "shard.crl", "-CAfile", "issuing.pem", "-noout")
                            .output())
                    .contains("verify OK");
        }
        assertThat(places).hasSize(4);
    }

    private static byte[] list(TestAuthority issuer, TestAuthority signer, long number, Instant at) {
        return new RevocationListContent(
                        issuer.certificate().getSubjectX500Principal(),
                        signer.keys().getPublic(),
                        number,
                        at,
                        at.plus(Duration.ofDays(300)),
                        at,
                        List.of())
                .signedBy(body -> TestAuthority.sign(signer.keys(), body));
    }

    private RevocationListRegister.Published newest(Authority issuer, int shard) {
        return register.newest(issuer.name(), shard).orElseThrow();
    }

    private X509CRL list(X509Certificate leaf) {
        var issuer = authorities.issuerOf(leaf).orElseThrow();
        var shard = issuer.shardOf(SerialNumber.of(leaf));
        return Certificates.parseList(
                lists.newest(issuer.name(), shard).orElseThrow().der());
    }

    private static List<String> places(X509CRL list) {
        var point = IssuingDistributionPoint.getInstance(extension(list.getExtensionValue("2.5.29.28")));
        var places = new ArrayList<String>();
        for (var name :
                GeneralNames.getInstance(point.getDistributionPoint().getName()).getNames()) {
            places.add(name.getName().toString());
        }
        return places;
    }

    private static String name(DistributionPointName point) {
        return GeneralNames.getInstance(point.getName()).getNames()[0].getName().toString();
    }

    private static byte[] extension(byte[] value) {
        return DEROctetString.getInstance(value).getOctets();
    }
}

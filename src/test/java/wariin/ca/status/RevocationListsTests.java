package wariin.ca.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
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
import wariin.ca.CertificationAuthority;
import wariin.ca.TestClient;
import wariin.ca.TestSubscribers;
import wariin.ca.ceremony.Authorities;
import wariin.ca.list.PublishedList;
import wariin.ca.revocation.RevocationReason;
import wariin.database.DatabaseTest;
import wariin.x509.Certificates;
import wariin.x509.OpenSsl;
import wariin.x509.SerialNumber;

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
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

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
    void onlyGrowInNumberAndLaterOnesNeverKnowLess() throws Exception {
        var issuing = authorities.named("issuing").orElseThrow();
        Callable<Long> publish = () -> {
            lists.publish(issuing);
            return lists.newest("issuing", 7).orElseThrow().number();
        };
        var before = lists.newest("issuing", 7).orElseThrow();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var numbers = new HashSet<Long>();
            for (var number : threads.invokeAll(Collections.nCopies(8, publish))) numbers.add(number.get());
            assertThat(numbers).allMatch(number -> number > before.number());
        }

        var after = lists.newest("issuing", 7).orElseThrow();
        assertThat(after.number()).isGreaterThanOrEqualTo(before.number() + 8);
        assertThat(serials(after)).containsAll(serials(before));
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
        var others = newest(6).number();

        lists.publishDue(true);

        assertThat(newest(4).thisUpdate()).isAfter(Instant.now().minusSeconds(60));
        assertThat(newest(6).number()).isEqualTo(others);
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
    void ofAllShardsPassOpenSsl() throws Exception {
        var issuing = authorities.named("issuing").orElseThrow();
        Files.write(folder.resolve("issuing.cer"), Certificates.encoded(issuing.certificate()));
        var openssl = new OpenSsl(folder);
        openssl.run("x509", "-inform", "DER", "-in", "issuing.cer", "-out", "issuing.pem");
        var places = new HashSet<String>();
        for (var shard : List.of(0, 1, 64, 127)) {
            var der = newest(shard).der();
            places.addAll(places(Certificates.parseList(der)));
            Files.write(folder.resolve("shard.crl"), der);
            assertThat(openssl.run("crl", "-inform", "DER", "-in", "shard.crl", "-CAfile", "issuing.pem", "-noout")
                            .output())
                    .contains("verify OK");
        }
        assertThat(places).hasSize(4);
    }

    private PublishedList newest(int shard) {
        return lists.newest("issuing", shard).orElseThrow();
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

    private static Set<BigInteger> serials(PublishedList list) {
        var serials = new HashSet<BigInteger>();
        var revoked = Certificates.parseList(list.der()).getRevokedCertificates();
        if (revoked != null) revoked.forEach(entry -> serials.add(entry.getSerialNumber()));
        return serials;
    }
}

package wariin.ca.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import wariin.ca.CertificationAuthority;
import wariin.ca.TestSubscribers;
import wariin.ca.revocation.RevocationReason;
import wariin.ca.status.RevocationLists;
import wariin.database.DatabaseTest;
import wariin.x509.Certificates;
import wariin.x509.KeyIdentifier;
import wariin.x509.SerialNumber;

@DatabaseTest
@TestPropertySource(properties = "wariin.test.platform=generations")
class RollOverTests {
    @Autowired
    RollOver rollOver;

    @Autowired
    CertificationAuthority authority;

    @Autowired
    RevocationLists lists;

    @Test
    void lettingTheNextGenerationIssueKeepsTheFormerOneAnswering() throws Exception {
        var old = authority.issue(TestSubscribers.request());
        var next = rollOver.next("issuing").orElseThrow();
        assertThat(next.atOnce()).isTrue();

        rollOver.begin("issuing", next.generation(), "operators:anna,ben");
        rollOver.begin("issuing", next.generation(), "operators:anna,ben");

        var young = authority.issue(TestSubscribers.request());
        assertThat(authority.chain(young).get(1))
                .isEqualTo(authority.authorities().get("issuing-2"));
        assertThat(authority.chain(old).get(1))
                .isEqualTo(authority.authorities().get("issuing"));
        assertThat(young.getIssuerX500Principal().getName()).contains("Issuing Authority 2");
        assertThat(KeyIdentifier.ofIssuer(young)).isNotEqualTo(KeyIdentifier.ofIssuer(old));
        assertThat(lists.paths("issuing-2")).hasSize(128);
        authority.revoke(SerialNumber.of(old), RevocationReason.SUPERSEDED, "test");
        assertThat(statusOf(old)).isNotNull();
        assertThat(statusOf(young)).isNull();
        assertThat(rollOver.standings().stream().filter(one -> one.line().equals("issuing")))
                .extracting(RollOver.Standing::current)
                .containsExactlyInAnyOrder(false, true);
    }

    @Test
    void rollsNothingOverThatIsNotThere() {
        assertThat(rollOver.next("nothing")).isEmpty();
    }

    /// Null for good, as Bouncy Castle says it.
    private Object statusOf(java.security.cert.X509Certificate leaf) throws Exception {
        for (var der : authority.evidenceFor(leaf).ocspResponses()) {
            var answer = ((BasicOCSPResp) new OCSPResp(der).getResponseObject()).getResponses()[0];
            if (answer.getCertID().getSerialNumber().equals(leaf.getSerialNumber())) return answer.getCertStatus();
        }
        throw new AssertionError(
                "no answer for " + Arrays.toString(Certificates.encoded(leaf)).length());
    }
}

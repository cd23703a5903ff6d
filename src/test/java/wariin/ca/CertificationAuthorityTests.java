package wariin.ca;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import wariin.x509.SerialNumber;

@PkiTest
class CertificationAuthorityTests {
    @Autowired
    CertificationAuthority authority;

    @Test
    void issuesToASubscriberUnderTheRoot() throws Exception {
        var certificate = authority.issue(TestSubscribers.request());

        assertThat(authority.chain(certificate)).hasSize(3).last().isEqualTo(authority.root());
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.36");
        assertThat(authority.find(SerialNumber.of(certificate))).contains(certificate);
    }
}

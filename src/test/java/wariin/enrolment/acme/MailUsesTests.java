package wariin.enrolment.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import wariin.enrolment.Csr;
import wariin.x509.CertificationRequest;

/// RFC 8823, 3.3.
class MailUsesTests {

    private static final Csr CSR = Csr.mail("CN=A", "a@mail.example");

    @Test
    void leaveTheProfileToARequestForBothOrNothing() {
        for (var profile : new String[] {"mail-multipurpose/1", "mail-sponsor/1"}) {
            assertThatCode(() -> MailUses.check(read(CSR), profile)).doesNotThrowAnyException();
            var both = CSR.with(KeyUsage.digitalSignature | KeyUsage.keyAgreement);
            assertThatCode(() -> MailUses.check(read(both), profile)).doesNotThrowAnyException();
        }
    }

    @Test
    void refuseWhatTheProfileDoesNotGive() {
        assertThat(refusal(KeyUsage.keyEncipherment, "mail-multipurpose/1")).contains("encryption only");
        assertThat(refusal(KeyUsage.keyAgreement | KeyUsage.decipherOnly, "mail-sponsor/1"))
                .contains("encryption only");
        assertThat(refusal(KeyUsage.nonRepudiation, "mail-multipurpose/1")).contains("signing only");
    }

    private static String refusal(int usage, String profile) {
        var thrown = new String[1];
        assertThatThrownBy(() -> MailUses.check(read(CSR.with(usage)), profile))
                .isInstanceOfSatisfying(AcmeProblem.class, problem -> thrown[0] = problem.detail());
        return thrown[0];
    }

    private static CertificationRequest read(Csr csr) {
        return CertificationRequest.parse(csr.der()).orThrow();
    }
}

package wariin.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The linter must not slow down issuance: measured in processor time of one thread.
@Tag("heavy")
class LintRateTests {

    @Test
    void lintsInLessThanAHundredMicroseconds() {
        var issuer = TestAuthority.keys("secp256r1");
        var samples = new SampleContents(issuer);
        for (var algorithm : new String[] {"secp256r1", "RSA"}) {
            var key = TestAuthority.keys(algorithm).getPublic();
            var body = samples.of(CertificateProfile.MAIL_SPONSOR, key).toBeSigned();
            for (var n = 0; n < 20_000; n++) lint(body, issuer);
            var threads = ManagementFactory.getThreadMXBean();
            var begun = threads.getCurrentThreadCpuTime();
            for (var n = 0; n < 10_000; n++) lint(body, issuer);
            var micros = (threads.getCurrentThreadCpuTime() - begun) / 10_000 / 1000.0;

            System.out.println("one lint, key " + algorithm + ": " + micros + " µs of processor time");
            assertThat(micros).isLessThan(300);
        }
    }

    private static void lint(byte[] body, java.security.KeyPair issuer) {
        var outcome = CertificateLinter.lint(body, CertificateProfile.MAIL_SPONSOR, issuer.getPublic());
        assertThat(outcome instanceof LintOutcome.Passed).isTrue();
    }
}

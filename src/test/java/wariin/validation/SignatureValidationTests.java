package wariin.validation;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import wariin.ca.AssuranceLevel;

class SignatureValidationTests {

    private static final TestHierarchy HIERARCHY = new TestHierarchy(Instant.now().minus(Duration.ofDays(30)));
    private static final TestContracts CONTRACTS = new TestContracts(HIERARCHY);
    private static final TestHierarchy.Subscriber HANAKO = HIERARCHY.subscriber(
            "CN=山田 花子,2.5.4.97=NTRJP-7000012050002,O=国税庁,C=JP", Duration.ofDays(400), AssuranceLevel.EMAIL_CONFIRMED.policy());
    private static final TestHierarchy.Subscriber TARO = HIERARCHY.subscriber("CN=Taro Suzuki,O=Suzuki Inc.,C=JP", Duration.ofDays(400));
    private static final SignatureValidation VALIDATION = SignatureValidation.offline(Clock.systemUTC());
    private static final Trust TRUST = Trust.in(HIERARCHY.root());
    private static final byte[] LTA = concluded();

    private static byte[] concluded() {
        var first = CONTRACTS.sign(CONTRACTS.contract(), "PartyA", HANAKO, SignatureLevel.PAdES_BASELINE_LT);
        return CONTRACTS.sign(first, "PartyB", TARO, SignatureLevel.PAdES_BASELINE_LTA);
    }

    @Test
    void passesAContractSignedByTwo() {
        var report = VALIDATION.validate(LTA, TRUST);

        assertThat(report.verdict()).isEqualTo(Verdict.TOTAL_PASSED);
        assertThat(report.signatures()).extracting(SignatureReport::level).containsExactly(Level.B_LTA, Level.B_LTA);
    }
}

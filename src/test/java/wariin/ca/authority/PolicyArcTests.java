package wariin.ca.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyArcTests {
    private static final PolicyArc OWN = new PolicyArc("1.3.6.1.4.1.32473");

    @Test
    void namesALevelBelowTheArc() {
        assertThat(OWN.of(AssuranceLevel.OPERATOR_CHECKED)).isEqualTo("1.3.6.1.4.1.32473.1.3");
    }

    @Test
    void knowsLevelsUnderItsOwnArcAndTheReleasedOne() {
        var released = PolicyArc.RELEASED.of(AssuranceLevel.EMAIL_CONFIRMED);
        assertThat(OWN.level(List.of("2.5.29.32.0", released))).contains(AssuranceLevel.EMAIL_CONFIRMED);
        assertThat(OWN.level(List.of("1.3.6.1.4.1.32473.1.2"))).contains(AssuranceLevel.ORGANISATION_CONFIRMED);
        assertThat(OWN.level(List.of("1.3.6.1.4.1.32473.1.9"))).isEmpty();
        assertThat(PolicyArc.RELEASED.level(List.of("1.3.6.1.4.1.32473.1.2"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "1.3", "3.1.2", "1.40.2", "1.3.06", "1.3.6.", ".1.3.6", "1.3.6.x", "urn:oid:1.3.6"})
    void refusesWhatIsNoArc(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PolicyArc(text))
                .withMessageContaining("wariin.ca.policy-arc");
    }
}

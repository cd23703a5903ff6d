package wariin.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationNumberTests {

    @Test
    void readsWhatItWrites() {
        var number = RegistrationNumber.of("JTS-CA-0001(1)");

        assertThat(number).isEqualTo(new RegistrationNumber("JTS", "CA", 1, 1)).hasToString("JTS-CA-0001(1)");
        assertThat(new RegistrationNumber("JTS", "LRA", 12345, 12)).hasToString("JTS-LRA-12345(12)");
    }

    @Test
    void raisesTheBracketWithEachRenewal() {
        var renewed = RegistrationNumber.of("JTS-EC-0007(1)").renewed();

        assertThat(renewed).hasToString("JTS-EC-0007(2)");
        assertThat(renewed.base()).isEqualTo("JTS-EC-0007");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "JTS-CA-0001", "JTS-CA-001(1)", "JTS-CA-0000(1)", "jts-ca-0001(1)", "JTS-CA-0001(0)"})
    void refusesOtherForms(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> RegistrationNumber.of(text));
    }
}

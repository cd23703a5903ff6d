package wariin.procurement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulingTests {

    @ParameterizedTest
    @CsvSource({
        "PASS,PASS,PASS,PASS",
        "PASS,FAIL,FAIL,PASS",
        "PASS,INDETERMINATE,INDETERMINATE,PASS",
        "FAIL,PASS,FAIL,PASS",
        "FAIL,FAIL,FAIL,FAIL",
        "FAIL,INDETERMINATE,FAIL,INDETERMINATE",
        "INDETERMINATE,PASS,INDETERMINATE,PASS",
        "INDETERMINATE,FAIL,FAIL,INDETERMINATE",
        "INDETERMINATE,INDETERMINATE,INDETERMINATE,INDETERMINATE"
    })
    void keepsTheUnknownUnknown(Ruling one, Ruling other, Ruling and, Ruling or) {
        assertThat(one.and(other)).isEqualTo(and);
        assertThat(one.or(other)).isEqualTo(or);
    }

    @ParameterizedTest
    @CsvSource({"PASS,FAIL", "FAIL,PASS", "INDETERMINATE,INDETERMINATE"})
    void turnsRound(Ruling one, Ruling turned) {
        assertThat(one.not()).isEqualTo(turned);
    }
}

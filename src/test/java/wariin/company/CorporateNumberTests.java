package wariin.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorporateNumberTests {

    @Test
    void readsANumberAsPeopleWriteIt() {
        assertThat(CorporateNumber.of("1010 4050 09403")).hasToString("1010405009403");
        assertThat(CorporateNumber.of("１０１０４０５００９４０３")).hasToString("1010405009403");
    }

    @Test
    void refusesAWrongCheckDigit() {
        assertThatIllegalArgumentException().isThrownBy(() -> CorporateNumber.of("2010405009403"));
        assertThatIllegalArgumentException().isThrownBy(() -> CorporateNumber.of("1010405009430"));
    }

    @Test
    void refusesWhatIsNotANumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> CorporateNumber.of("101040500940"));
        assertThatIllegalArgumentException().isThrownBy(() -> CorporateNumber.of("abc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1010405009403",
                "7000012050002",
                "1180301018771",
                "4011001098993",
                "9011101031552",
                "3012401025118"
            })
    void knowsNumbersThatExist(String number) {
        assertThat(CorporateNumber.of(number).sample()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"T1010405009403", "法人番号：1010405009403", "NTRJP-1010405009403", "1‐0104‐0500‐9403"})
    void readsWhatStandsBeforeItAndBetween(String written) {
        assertThat(CorporateNumber.of(written)).hasToString("1010405009403");
    }

    @Test
    void makesSampleNumbersThatHoldTheirCheckDigit() {
        assertThat(CorporateNumber.isValid(CorporateNumber.sample(0).value())).isTrue();
        assertThat(CorporateNumber.sample(99_999_999).sample()).isTrue();
    }
}

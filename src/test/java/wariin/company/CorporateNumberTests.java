package wariin.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

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
}

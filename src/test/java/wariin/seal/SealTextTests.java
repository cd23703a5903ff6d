package wariin.seal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wariin.seal.SealNotice.Kind;

class SealTextTests {

    @ParameterizedTest
    @CsvSource({"㈱山田, 株式会社山田", "（有）山田, 有限会社山田", "ＡＢＣ商事, ABC商事", "ﾔﾏﾀﾞ, ヤマダ", "山田　太郎, 山田 太郎", "神﨑, 神﨑"})
    void writesNamesAsSealsShowThem(String given, String shown) {
        assertThat(SealText.of(given).text()).isEqualTo(shown);
    }

    @Test
    void keepsCompatibilityIdeographs() {
        assertThat(SealText.of("\uFA19谷").text()).isEqualTo("\uFA19谷");
    }

    @Test
    void saysThatItDroppedASelector() {
        var text = SealText.of("葛\uDB40\uDD01城");

        assertThat(text.text()).isEqualTo("葛城");
        assertThat(text.notices()).containsExactly(new SealNotice(Kind.SELECTOR_DROPPED, "葛"));
    }

    @Test
    void fillsTheGridWithAClosing() {
        var closed = Columns.closed("株式会社山田商".codePoints().toArray());

        assertThat(new String(closed, 0, closed.length)).isEqualTo("株式会社山田商之印");
    }

    @Test
    void addsNothingWhereTheSealAlreadyCloses() {
        var closed = Columns.closed("山田商店之印".codePoints().toArray());

        assertThat(new String(closed, 0, closed.length)).isEqualTo("山田商店之印");
    }
}

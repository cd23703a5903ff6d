package wariin.company;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedNameTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "株式会社見本 | ㈱見本",
                "株式会社見本 | （株）見本",
                "株式会社見本 | 見本株式会社",
                "株式会社見本 | 株式会社　見 本",
                "見本有限会社 | ㈲見本",
                "株式会社見本 | 見本",
                "みほん・データ | ミホンデータ",
                "ﾐﾎﾝ ﾃﾞｰﾀ | ミホン・データ",
                "キャッツ | キヤツツ",
                "髙﨑商店 | 高崎商店",
                "渡邊齋藤 | 渡辺斎藤",
                "𠮷見 | 吉見",
                "葛\uDB40\uDD00城 | 葛城",
                "Sample Data Inc. | SAMPLE DATA, Inc.",
                "Sample Data Co., Ltd. | sample-data",
                "ＡＢＣ見本 | abc見本",
                "一般社団法人見本協会 | （一社）見本協会"
            })
    void takesSpellingsOfOneNameAsOne(String one, String other) {
        assertThat(FoldedName.of(one).same(FoldedName.of(other))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"株式会社見本 | 有限会社見本", "見本 | 見木", "Sample LLC | Sample Inc.", "見本第一 | 見本第二", "株式会社株式 | 株式会社会社"})
    void keepsDifferentNamesApart(String one, String other) {
        assertThat(FoldedName.of(one).same(FoldedName.of(other))).isFalse();
    }

    @Test
    void leavesSomethingOfEveryName() {
        assertThat(FoldedName.of("株式会社").base()).isEqualTo("株式会社");
        assertThat(FoldedName.of("・").base()).isEqualTo("・");
    }

    @Test
    void makesPairsOfNeighbours() {
        assertThat(FoldedName.pairs("見本見本")).hasSize(2);
        assertThat(FoldedName.pairs("見")).isEmpty();
    }
}

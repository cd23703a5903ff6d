package wariin.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.api.Test;

class SealFontsTests {

    private static final String YUJI = "/fonts/YujiSyuku-Regular.ttf";
    private static final String NOTO = "/fonts/NotoSerifJP-Bold.ttf";

    @Test
    void hasTheVariantsThatNamesUse() {
        "髙﨑𠮷邉邊濵濱瀨閒增黑德祐禎靑彅﨟桒栁惠齋齊"
                .codePoints()
                .forEach(codePoint -> assertThat(SealFonts.shared().find(codePoint, true))
                        .as(Character.toString(codePoint))
                        .isPresent());
    }

    @Test
    void drawsEveryCharacterOfJisLevelsOneAndTwo() {
        var missing = new ArrayList<String>();
        for (var row = 16; row <= 84; row++) {
            for (var cell = 1; cell <= 94; cell++) {
                var bytes = new byte[] {(byte) (0xA0 + row), (byte) (0xA0 + cell)};
                var character = new String(bytes, Charset.forName("EUC-JP"));
                if (!character.contains("\uFFFD")
                        && SealFonts.shared()
                                .find(character.codePointAt(0), true)
                                .isEmpty()) {
                    missing.add(character);
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void countsABlankAsMissing() {
        assertThat(SealFont.ofResource(YUJI).glyph(0x3000, false)).isEmpty();
    }

    @Test
    void takesTheNextFontWhereTheFirstHasOnlyABlank() throws IOException {
        var blanked = yujiWithBlank('髙');
        var fonts = new SealFonts(
                List.of(new SealFont("blanked", () -> new ByteArrayInputStream(blanked)), SealFont.ofResource(NOTO)));

        var fallenBack = fonts.glyph('髙', false).ink();

        assertThat(fallenBack)
                .isEqualTo(SealFont.ofResource(NOTO)
                        .glyph('髙', false)
                        .orElseThrow()
                        .ink());
        assertThat(fonts.glyph('橋', false).ink())
                .isEqualTo(SealFont.ofResource(YUJI)
                        .glyph('橋', false)
                        .orElseThrow()
                        .ink());
    }

    @Test
    void standsTheLongVowelMarkUprightInColumns() {
        var lying = SealFonts.shared().glyph('ー', false).ink();
        var standing = SealFonts.shared().glyph('ー', true).ink();

        assertThat(lying.getWidth()).isGreaterThan(lying.getHeight());
        assertThat(standing.getHeight()).isGreaterThan(standing.getWidth());
    }

    /// Moves the start of the glyph's data to its end in the index of locations, which makes it empty.
    private static byte[] yujiWithBlank(int codePoint) throws IOException {
        byte[] bytes;
        try (var in = SealFontsTests.class.getResourceAsStream(YUJI)) {
            bytes = in.readAllBytes();
        }
        var font = ByteBuffer.wrap(bytes);
        var glyph = new TTFParser()
                .parse(new RandomAccessReadBuffer(bytes))
                .getUnicodeCmapLookup()
                .getGlyphId(codePoint);
        var wide = font.getShort(table(font, "head") + 50) == 1;
        var location = table(font, "loca") + glyph * (wide ? 4 : 2);
        if (wide) {
            font.putInt(location, font.getInt(location + 4));
        } else {
            font.putShort(location, font.getShort(location + 2));
        }
        return bytes;
    }

    private static int table(ByteBuffer font, String name) {
        for (var i = 0; i < font.getShort(4); i++) {
            var tag = new byte[4];
            font.get(12 + 16 * i, tag);
            if (new String(tag, StandardCharsets.US_ASCII).equals(name)) {
                return font.getInt(12 + 16 * i + 8);
            }
        }
        throw new IllegalStateException(name);
    }
}

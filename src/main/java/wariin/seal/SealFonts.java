package wariin.seal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;

/// Finds the outline of a character in the first font that really has it. Yuji Syuku comes first for Japanese;
/// Noto Serif JP has the variants of names that it lacks, and the better Latin letters.
final class SealFonts {

    private static final SealFonts SHARED = new SealFonts(List.of(
            SealFont.ofResource("/fonts/YujiSyuku-Regular.ttf"), SealFont.ofResource("/fonts/NotoSerifJP-Bold.ttf")));

    private record Wanted(int codePoint, boolean vertical) {}

    private final List<SealFont> fonts;
    private final Cache<Wanted, Optional<Glyph>> glyphs =
            Caffeine.newBuilder().maximumSize(2000).build();

    SealFonts(List<SealFont> fonts) {
        this.fonts = fonts;
    }

    static SealFonts shared() {
        return SHARED;
    }

    /// The outline, or a refusal that names the character.
    Glyph glyph(int codePoint, boolean vertical) {
        return find(codePoint, vertical)
                .orElseThrow(() -> new SealRefused(SealRefused.Reason.CHARACTER_UNKNOWN, named(codePoint)));
    }

    private static String named(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.PRIVATE_USE, Character.UNASSIGNED -> String.format("U+%04X", codePoint);
            default -> Character.toString(codePoint);
        };
    }

    Optional<Glyph> find(int codePoint, boolean vertical) {
        return glyphs.get(new Wanted(codePoint, vertical), this::search);
    }

    private Optional<Glyph> search(Wanted wanted) {
        for (var font : SealText.isLatin(wanted.codePoint) ? fonts.reversed() : fonts) {
            var glyph = font.glyph(wanted.codePoint, wanted.vertical);
            if (glyph.isPresent()) {
                return glyph;
            }
        }
        return Optional.empty();
    }
}

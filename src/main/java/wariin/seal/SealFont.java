package wariin.seal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/// One TrueType font among the resources. Parsed it takes 25 MB, so it is held only while new characters are asked
/// for; parsing again takes about 0.2 s, and the outlines once taken from it stay.
final class SealFont {

    /// Where the font's bytes come from.
    interface Source {
        InputStream open() throws IOException;
    }

    private final String name;
    private final Source source;
    private final Cache<String, Parsed> parsed = Caffeine.newBuilder()
            .expireAfterAccess(Duration.ofMinutes(3))
            .scheduler(Scheduler.systemScheduler())
            .softValues()
            .build();

    SealFont(String name, Source source) {
        this.name = name;
        this.source = source;
    }

    static SealFont ofResource(String path) {
        return new SealFont(path, () -> Objects.requireNonNull(SealFont.class.getResourceAsStream(path), path));
    }

    private record Parsed(TrueTypeFont font, CmapLookup horizontal, CmapLookup vertical, double unitsPerEm) {}

    /// Empty when the font has no such character or only a blank in its place, as brush fonts do.
    synchronized Optional<Glyph> glyph(int codePoint, boolean vertical) {
        try {
            var font = parsed.get(name, _ -> parse());
            var index = (vertical ? font.vertical : font.horizontal).getGlyphId(codePoint);
            if (index == 0) {
                return Optional.empty();
            }
            var data = font.font.getGlyph().getGlyph(index);
            if (data == null || data.getNumberOfContours() == 0) {
                return Optional.empty();
            }
            var scale = AffineTransform.getScaleInstance(1 / font.unitsPerEm, -1 / font.unitsPerEm);
            var outline = new Path2D.Double(data.getPath(), scale);
            var ink = outline.getBounds2D();
            var advance = font.font.getAdvanceWidth(index) / font.unitsPerEm;
            return ink.isEmpty() ? Optional.empty() : Optional.of(new Glyph(codePoint, outline, ink, advance));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private UncheckedIOException unreadable(IOException cause) {
        return new UncheckedIOException("The font " + name + " cannot be read", cause);
    }

    private Parsed parse() {
        try (var in = source.open()) {
            var font = new TTFParser().parse(new RandomAccessReadBuffer(in));
            // The plain table must be asked for first: what is enabled later changes the next answer.
            var horizontal = font.getUnicodeCmapLookup();
            font.enableVerticalSubstitutions();
            return new Parsed(font, horizontal, font.getUnicodeCmapLookup(), font.getUnitsPerEm());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}

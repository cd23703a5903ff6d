package wariin.seal;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Sets words in lines from left to right: Latin names, mixed names, and the rows of a date seal.
final class Lines {

    private static final double SPACE = 0.3;
    private static final double CAPITALS = 0.735;
    private static final double GAP = 0.12;
    private static final double TALLEST = 1.8;
    private static final int MOST_WORDS = 10;
    private static final Pattern WORD = Pattern.compile("[\\u0000-\\u2E7F]+|[^\\u0000-\\u2E7F]+");

    private Lines() {}

    /// A line of characters, null for a space; all lengths in em.
    private record Line(List<@Nullable Glyph> glyphs, double width, double top, double bottom) {

        static Line of(String text) {
            var glyphs = new ArrayList<@Nullable Glyph>();
            var width = 0.0;
            var top = 0.0;
            var bottom = -1.0;
            for (var codePoint : text.codePoints().toArray()) {
                if (codePoint == ' ') {
                    glyphs.add(null);
                    width += SPACE;
                    continue;
                }
                var glyph = SealFonts.shared().glyph(codePoint, false);
                glyphs.add(glyph);
                width += advance(glyph);
                var mark = SealText.isLatin(codePoint) && !Character.isLowerCase(codePoint);
                top = Math.min(top, mark ? -CAPITALS : glyph.ink().getMinY());
                bottom = Math.max(bottom, mark ? 0 : glyph.ink().getMaxY());
            }
            return new Line(glyphs, width, top, bottom);
        }

        double height() {
            return bottom - top;
        }

        private static double advance(Glyph glyph) {
            return SealText.isLatin(glyph.codePoint()) ? glyph.advance() + 0.02 : 1;
        }

        /// Fills the box; letters get at most so much wider than high, what is left spreads them.
        void set(Ink ink, Rectangle2D box, double mostStretch) {
            var sy = box.getHeight() / height();
            var sx = Math.min(box.getWidth() / width, sy * mostStretch);
            sy = Math.min(sy, sx * TALLEST);
            var slack = box.getWidth() - width * sx;
            var spread = glyphs.size() > 1 ? Math.min(slack / (glyphs.size() - 1), 0.35 * sx) : 0;
            var x = box.getCenterX() - (width * sx + spread * (glyphs.size() - 1)) / 2;
            var y = box.getCenterY() - (top + bottom) / 2 * sy;
            for (var glyph : glyphs) {
                if (glyph != null) {
                    var move = new AffineTransform(sx, 0, 0, sy, x, y);
                    ink.add(new Path2D.Double(glyph.outline(), move));
                }
                x += (glyph == null ? SPACE : advance(glyph)) * sx + spread;
            }
        }
    }

    static void fillBox(Ink ink, String text, Rectangle2D box) {
        Line.of(text).set(ink, box, 1.15);
    }

    /// Fills a square with lines that each reach from side to side, shorter words set larger.
    static void fillSquare(Ink ink, SealText text, Rectangle2D area) {
        List<Line> best = List.of();
        var bestCost = Double.MAX_VALUE;
        for (var lines : breaks(text)) {
            var cost = 0.0;
            var heights = heights(lines, area);
            for (var i = 0; i < lines.size(); i++) {
                var stretch = Math.log(heights[i]
                        / (lines.get(i).height()
                                * area.getWidth()
                                / lines.get(i).width()));
                cost += (stretch < 0 ? 1.6 : 1) * stretch * stretch / lines.size();
            }
            if (cost < bestCost) {
                bestCost = cost;
                best = lines;
            }
        }
        var heights = heights(best, area);
        var y = area.getY();
        for (var i = 0; i < best.size(); i++) {
            best.get(i).set(ink, new Rectangle2D.Double(area.getX(), y, area.getWidth(), heights[i]), 1.45);
            y += heights[i] + gap(best.size(), area);
        }
    }

    private static double gap(int lines, Rectangle2D area) {
        return lines < 2 ? 0 : area.getHeight() * GAP / Math.max(2, lines - 1);
    }

    /// Shares the height so that a line that would fill its width at a greater size gets more, within reason.
    private static double[] heights(List<Line> lines, Rectangle2D area) {
        var heights = new double[lines.size()];
        var total = 0.0;
        for (var i = 0; i < heights.length; i++) {
            heights[i] = Math.pow(lines.get(i).height() / lines.get(i).width(), 0.5);
            total += heights[i];
        }
        var available = area.getHeight() - gap(heights.length, area) * (heights.length - 1);
        for (var i = 0; i < heights.length; i++) {
            heights[i] *= available / total;
        }
        return heights;
    }

    /// Fills a circle with lines of one height, as long as the circle is wide there.
    static void fillCircle(Ink ink, SealText text, double cx, double cy, double radius) {
        List<Line> best = List.of();
        var bestSize = -1.0;
        for (var lines : breaks(text)) {
            var size = Double.MAX_VALUE;
            for (var i = 0; i < lines.size(); i++) {
                var box = inCircle(i, lines.size(), cx, cy, radius);
                var sy = box.getHeight() / lines.get(i).height();
                var sx = Math.min(box.getWidth() / lines.get(i).width(), sy * 1.15);
                size = Math.min(size, Math.sqrt(sx * Math.min(sy, TALLEST * sx)));
            }
            if (size > bestSize) {
                bestSize = size;
                best = lines;
            }
        }
        for (var i = 0; i < best.size(); i++) {
            best.get(i).set(ink, inCircle(i, best.size(), cx, cy, radius), 1.15);
        }
    }

    private static Rectangle2D inCircle(int line, int lines, double cx, double cy, double radius) {
        var pitch = radius * (lines == 1 ? 0.9 : 1.45 / lines);
        var height = pitch * 0.82;
        var middle = (line - (lines - 1) / 2.0) * pitch;
        var edge = Math.abs(middle) + height / 2;
        var half = 0.97 * Math.sqrt(Math.max(0.05 * radius, radius * radius - edge * edge));
        return new Rectangle2D.Double(cx - half, cy + middle - height / 2, 2 * half, height);
    }

    /// Every way to break the words into lines; many words are first joined in pairs.
    private static List<List<Line>> breaks(SealText text) {
        var words = words(text);
        var all = new ArrayList<List<Line>>();
        for (var mask = 0; mask < 1 << (words.size() - 1); mask++) {
            var lines = new ArrayList<Line>();
            var line = new StringBuilder(words.getFirst());
            for (var i = 1; i < words.size(); i++) {
                if ((mask >> (i - 1) & 1) == 1) {
                    lines.add(Line.of(line.toString()));
                    line.setLength(0);
                } else {
                    line.append(' ');
                }
                line.append(words.get(i));
            }
            lines.add(Line.of(line.toString()));
            if (lines.size() <= 6) {
                all.add(lines);
            }
        }
        return all;
    }

    private static List<String> words(SealText text) {
        var words = new ArrayList<String>();
        for (var part : text.text().split(" ")) {
            WORD.matcher(part).results().forEach(match -> words.add(match.group()));
        }
        for (var i = words.size() - 2; i >= 0; i--) {
            if (words.get(i).endsWith(",") && words.get(i + 1).length() < 6) { // Co., Ltd. stays together
                words.set(i, words.get(i) + " " + words.remove(i + 1));
            }
        }
        while (words.size() > MOST_WORDS) {
            var shortest = 0;
            for (var i = 1; i < words.size() - 1; i++) {
                var length = words.get(i).length() + words.get(i + 1).length();
                if (length
                        < words.get(shortest).length() + words.get(shortest + 1).length()) {
                    shortest = i;
                }
            }
            words.set(shortest, words.get(shortest) + " " + words.remove(shortest + 1));
        }
        return words;
    }

    static SealText capitals(SealText text) {
        return new SealText(text.text().toUpperCase(Locale.ROOT), text.notices());
    }
}

package wariin.seal;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Sets characters in columns from right to left, each column filled from top to bottom.
final class Columns {

    private static final double GAP = 0.07;

    private Columns() {}

    /// How many characters stand in each column, and how well that fills the area.
    private record Plan(int[] counts, double cost) {}

    /// Closing characters that fill the square, the better liked first.
    private static final List<String> CLOSINGS = List.of("之印", "印", "");

    /// Text and closing that fill a square most evenly: 株式会社山田商 + 之印 is three by three.
    static int[] closed(int[] characters) {
        var last = characters[characters.length - 1];
        if (last == '印' || last == '章') {
            return characters;
        }
        var best = characters;
        var bestCost = Double.MAX_VALUE;
        for (var closing : CLOSINGS) {
            var candidate = append(characters, closing);
            var cost = planForSquare(candidate.length).cost + 0.05 * (2 - closing.length());
            if (cost < bestCost - 1e-9) {
                bestCost = cost;
                best = candidate;
            }
        }
        return best;
    }

    static void fillSquare(Ink ink, int[] characters, Rectangle2D area) {
        var counts = planForSquare(characters.length).counts;
        var width = area.getWidth() / counts.length;
        var next = 0;
        for (var column = 0; column < counts.length; column++) {
            var x = area.getMaxX() - (column + 1) * width;
            var part = Arrays.copyOfRange(characters, next, next + counts[column]);
            column(ink, part, new Rectangle2D.Double(x, area.getY(), width, area.getHeight()));
            next += counts[column];
        }
    }

    private static void column(Ink ink, int[] characters, Rectangle2D area) {
        var height = area.getHeight() / characters.length;
        for (var row = 0; row < characters.length; row++) {
            var gap = GAP * Math.min(area.getWidth(), height);
            var cell = new Rectangle2D.Double(
                    area.getX() + gap / 2, area.getY() + row * height + gap / 2, area.getWidth() - gap, height - gap);
            ink.character(SealFonts.shared().glyph(characters[row], true), cell);
        }
    }

    private static Plan planForSquare(int count) {
        Plan best = null;
        for (var columns = 1; columns <= count && columns <= 8; columns++) {
            var counts = spread(count, columns);
            var cost = 0.0;
            for (var rows : counts) {
                var aspect = Math.log((double) rows / columns); // width to height of its cells
                cost += rows * aspect * aspect / count;
            }
            cost += counts[0] == counts[columns - 1] ? 0 : 0.06;
            if (best == null || cost < best.cost) {
                best = new Plan(counts, cost);
            }
        }
        return best == null ? new Plan(new int[] {}, 0) : best;
    }

    /// The columns read first take what is left over.
    private static int[] spread(int count, int columns) {
        var counts = new int[columns];
        for (var i = 0; i < columns; i++) {
            counts[i] = count / columns + (i < count % columns ? 1 : 0);
        }
        return counts;
    }

    /// Fills a circle; each column is as high as the circle is where the column ends.
    static void fillCircle(Ink ink, int[] characters, double cx, double cy, double radius) {
        var best = bestInCircle(characters.length);
        var next = 0;
        for (var column : best) {
            var half = column.height() / 2;
            var area = new Rectangle2D.Double(
                    cx + column.left() * radius,
                    cy - half * radius,
                    (column.right() - column.left()) * radius,
                    column.height() * radius);
            column(ink, Arrays.copyOfRange(characters, next, next + column.count()), area);
            next += column.count();
        }
    }

    /// One column in a circle of radius 1 around the origin.
    private record Strip(int count, double left, double right, double height) {

        static Strip of(int count, double left, double right) {
            var edge = Math.max(Math.abs(left), Math.abs(right));
            // Corners of characters are mostly empty, so the column may reach a little further than its corners.
            return new Strip(count, left, right, 1.9 * Math.sqrt(Math.max(0.01, 1.18 - edge * edge)));
        }

        /// Small or badly proportioned characters are worth less.
        double worth() {
            var cell = height / count;
            var aspect = Math.abs(Math.log((right - left) / cell));
            return Math.sqrt((right - left) * cell) * Math.exp(-0.3 * aspect * aspect);
        }
    }

    private static List<Strip> bestInCircle(int count) {
        var best = new Best();
        for (var width = 0.3; width <= 1.5; width += 0.05) {
            best.offer(List.of(Strip.of(count, -width / 2, width / 2)), count <= 3 ? 1.3 : 1);
        }
        for (var half = 0.3; half <= 0.85 && count > 2; half += 0.05) {
            var first = (count + 1) / 2;
            best.offer(List.of(Strip.of(first, 0, half), Strip.of(count - first, -half, 0)), 1);
        }
        for (var side = 2; side * 2 < count; side++) {
            for (var middle = 0.2; middle <= 0.7; middle += 0.05) {
                for (var edge = middle / 2 + 0.2; edge <= 0.95; edge += 0.05) {
                    threeColumns(best, count, side, middle / 2, edge);
                }
            }
        }
        return best.strips;
    }

    private static void threeColumns(Best best, int count, int side, double middle, double edge) {
        var center = count - 2 * side;
        if (center >= side) {
            best.offer(
                    List.of(
                            Strip.of(side, middle, edge),
                            Strip.of(center, -middle, middle),
                            Strip.of(side, -edge, -middle)),
                    0.95);
        }
    }

    private static final class Best {

        private List<Strip> strips = new ArrayList<>();
        private double worth = -1;

        void offer(List<Strip> candidate, double liking) {
            var total = 0.0;
            var least = Double.MAX_VALUE;
            for (var strip : candidate) {
                total += strip.worth() * strip.count();
                least = Math.min(least, strip.worth());
            }
            var count = candidate.stream().mapToInt(Strip::count).sum();
            var value = liking * (total / count + least);
            if (value > worth) {
                worth = value;
                strips = candidate;
            }
        }
    }

    private static int[] append(int[] characters, String closing) {
        var tail = closing.codePoints().toArray();
        var all = Arrays.copyOf(characters, characters.length + tail.length);
        System.arraycopy(tail, 0, all, characters.length, tail.length);
        return all;
    }
}

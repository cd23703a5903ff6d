package wariin.seal;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// Sets text along a ring, clockwise from the lower left, each character bent with the ring and its feet inwards.
final class Ring {

    private final double cx;
    private final double cy;
    private final double inner;
    private final double outer;

    Ring(double cx, double cy, double inner, double outer) {
        this.cx = cx;
        this.cy = cy;
        this.inner = inner;
        this.outer = outer;
    }

    private record Placed(Glyph glyph, double advance) {}

    /// Leaves a place at the bottom for a star where text begins and ends.
    void write(Ink ink, SealText text) {
        var placed = new ArrayList<Placed>();
        var total = 0.0;
        var latin = text.latinOnly();
        for (var codePoint : (latin ? text.text().codePoints().toArray() : text.characters())) {
            if (codePoint == ' ') {
                total += 0.45;
                placed.add(null);
            } else {
                var glyph = SealFonts.shared().glyph(codePoint, false);
                var advance = SealText.isLatin(codePoint) ? glyph.advance() + 0.06 : 1;
                placed.add(new Placed(glyph, advance));
                total += advance;
            }
        }
        set(ink, placed, total, latin);
    }

    private void set(Ink ink, List<Placed> placed, double total, boolean latin) {
        var starPlace = latin ? 1.6 : 1;
        var angle = 2 * Math.PI / (total + starPlace); // of one em
        var most = (latin ? 0.42 : 0.85); // radians: short names do not run apart
        angle = Math.min(angle, most);
        var from = -total * angle / 2; // 0 is the top
        for (var one : placed) {
            if (one == null) {
                from += 0.45 * angle;
                continue;
            }
            bend(ink, one, from, one.advance * angle, latin);
            from += one.advance * angle;
        }
        ink.star(cx, cy + (inner + outer) / 2, (outer - inner) * (latin ? 0.3 : 0.26));
    }

    private void bend(Ink ink, Placed one, double from, double share, boolean latin) {
        var middle = (inner + outer) / 2;
        var high = outer - inner;
        var shareWidth = share * middle;
        Rectangle2D box = one.glyph.ink();
        double sx;
        double sy;
        double baseline;
        if (latin || SealText.isLatin(one.glyph.codePoint())) {
            sy = high * 0.8 / 0.74; // capitals fill the band
            sx = Math.min(shareWidth / one.advance, sy * 1.15);
            baseline = high * 0.9;
        } else {
            sx = Math.min(Math.min(shareWidth * 0.93, high * 1.32) / box.getWidth(), shareWidth * 1.15);
            sy = Math.min(high * 0.94 / box.getHeight(), high * 1.15);
            baseline = high / 2 - box.getCenterY() * sy;
        }
        var center = from + share / 2;
        ink.add(bent(one.glyph, sx, sy, box.getCenterX() * sx, baseline, center, middle));
    }

    private Path2D bent(
            Glyph glyph, double sx, double sy, double xMiddle, double baseline, double center, double middle) {
        var path = new Path2D.Double();
        var c = new double[6];
        double x0 = 0;
        double y0 = 0;
        for (var i = glyph.outline().getPathIterator(null); !i.isDone(); i.next()) {
            var kind = i.currentSegment(c);
            for (var k = 0; k < 6; k += 2) {
                c[k] = (c[k] * sx - xMiddle) / middle + center;
                c[k + 1] = outer - (baseline + c[k + 1] * sy);
            }
            switch (kind) {
                case PathIterator.SEG_MOVETO -> path.moveTo(x(c[0], c[1]), y(c[0], c[1]));
                case PathIterator.SEG_LINETO -> quadratic(path, (x0 + c[0]) / 2, (y0 + c[1]) / 2, c[0], c[1]);
                case PathIterator.SEG_QUADTO -> quadratic(path, c[0], c[1], c[2], c[3]);
                case PathIterator.SEG_CUBICTO ->
                    path.curveTo(
                            x(c[0], c[1]), y(c[0], c[1]), x(c[2], c[3]), y(c[2], c[3]), x(c[4], c[5]), y(c[4], c[5]));
                default -> path.closePath();
            }
            var last = kind == PathIterator.SEG_QUADTO ? 2 : kind == PathIterator.SEG_CUBICTO ? 4 : 0;
            if (kind != PathIterator.SEG_CLOSE) {
                x0 = c[last];
                y0 = c[last + 1];
            }
        }
        return path;
    }

    private void quadratic(Path2D path, double angle, double radius, double toAngle, double toRadius) {
        path.quadTo(x(angle, radius), y(angle, radius), x(toAngle, toRadius), y(toAngle, toRadius));
    }

    private double x(double angle, double radius) {
        return cx + radius * Math.sin(angle);
    }

    private double y(double angle, double radius) {
        return cy - radius * Math.cos(angle);
    }
}

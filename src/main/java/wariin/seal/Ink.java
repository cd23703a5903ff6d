package wariin.seal;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;

/// What is printed red: outlines in millimetres, y downwards from the top left corner of the seal.
final class Ink {

    /// How far a glyph may be widened beyond its natural share of the cell, so that 一 and 日 stay themselves.
    private static final double LARGEST_GROWTH = 1.22;

    private static final double NATURAL_SHARE = 0.93;

    private final List<Path2D> outlines = new ArrayList<>();

    List<Path2D> outlines() {
        return List.copyOf(outlines);
    }

    void add(Path2D outline) {
        outlines.add(outline);
    }

    void circle(double cx, double cy, double radius, double thickness) {
        ring(disc(cx, cy, radius), disc(cx, cy, radius - thickness));
    }

    void dot(double cx, double cy, double radius) {
        outlines.add(new Path2D.Double(disc(cx, cy, radius)));
    }

    void frame(double size, double thickness, double corner) {
        var inner = size - 2 * thickness;
        var innerCorner = Math.max(0.2, corner - thickness);
        ring(
                new RoundRectangle2D.Double(0, 0, size, size, 2 * corner, 2 * corner),
                new RoundRectangle2D.Double(thickness, thickness, inner, inner, 2 * innerCorner, 2 * innerCorner));
    }

    void bar(double x, double y, double width, double height) {
        outlines.add(new Path2D.Double(new Rectangle2D.Double(x, y, width, height)));
    }

    void star(double cx, double cy, double radius) {
        var star = new Path2D.Double();
        for (var i = 0; i < 10; i++) {
            var r = i % 2 == 0 ? radius : radius * 0.42;
            var x = cx + r * Math.sin(i * Math.PI / 5);
            var y = cy + r * Math.cos(i * Math.PI / 5); // its point looks outwards, that is down
            if (i == 0) {
                star.moveTo(x, y);
            } else {
                star.lineTo(x, y);
            }
        }
        star.closePath();
        outlines.add(star);
    }

    /// Fills a cell with a character, stretched as far as it bears.
    void character(Glyph glyph, Rectangle2D cell) {
        var ink = glyph.ink();
        if (glyph.keepsItsPlace()) {
            inPlace(glyph, cell);
            return;
        }
        var sx = Math.min(cell.getWidth() / ink.getWidth(), cell.getWidth() / NATURAL_SHARE * LARGEST_GROWTH);
        var sy = Math.min(cell.getHeight() / ink.getHeight(), cell.getHeight() / NATURAL_SHARE * LARGEST_GROWTH);
        place(glyph, cell, sx, sy);
    }

    /// Sets a glyph with given scales, its ink in the middle of the cell.
    void place(Glyph glyph, Rectangle2D cell, double sx, double sy) {
        var ink = glyph.ink();
        var move = new AffineTransform();
        move.translate(cell.getCenterX() - ink.getCenterX() * sx, cell.getCenterY() - ink.getCenterY() * sy);
        move.scale(sx, sy);
        outlines.add(new Path2D.Double(glyph.outline(), move));
    }

    private void inPlace(Glyph glyph, Rectangle2D cell) {
        var move = new AffineTransform();
        move.translate(cell.getX(), cell.getY() + cell.getHeight() * 0.86);
        move.scale(cell.getWidth() / Math.max(glyph.advance(), glyph.ink().getMaxX()), cell.getHeight());
        outlines.add(new Path2D.Double(glyph.outline(), move));
    }

    private void ring(Shape outer, Shape inner) {
        var ring = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        ring.append(outer, false);
        ring.append(inner, false);
        outlines.add(ring);
    }

    private static Ellipse2D disc(double cx, double cy, double radius) {
        return new Ellipse2D.Double(cx - radius, cy - radius, 2 * radius, 2 * radius);
    }
}

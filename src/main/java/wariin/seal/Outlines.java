package wariin.seal;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.List;

/// Writes outlines as PDF operators (ISO 32000-2, 8.5) and as SVG path data, both in whole micrometres.
final class Outlines {

    private Outlines() {}

    static void pdf(StringBuilder out, List<Path2D> outlines) {
        for (var outline : outlines) {
            var c = new double[6];
            var x = 0.0;
            var y = 0.0;
            for (var i = outline.getPathIterator(null); !i.isDone(); i.next()) {
                switch (i.currentSegment(c)) {
                    case PathIterator.SEG_MOVETO -> numbers(out, c, 2).append("m\n");
                    case PathIterator.SEG_LINETO -> numbers(out, c, 2).append("l\n");
                    case PathIterator.SEG_QUADTO ->
                        numbers(out, raised(x, y, c), 6).append("c\n");
                    case PathIterator.SEG_CUBICTO -> numbers(out, c, 6).append("c\n");
                    default -> out.append("h\n");
                }
                var last = end(i.currentSegment(c));
                if (last >= 0) {
                    x = c[last];
                    y = c[last + 1];
                }
            }
            out.append(evenOdd(outline) ? "f*\n" : "f\n");
        }
    }

    static void svg(StringBuilder out, List<Path2D> outlines) {
        for (var outline : outlines) {
            out.append(evenOdd(outline) ? "<path fill-rule=\"evenodd\" d=\"" : "<path d=\"");
            var c = new double[6];
            for (var i = outline.getPathIterator(null); !i.isDone(); i.next()) {
                switch (i.currentSegment(c)) {
                    case PathIterator.SEG_MOVETO -> numbers(out.append('M'), c, 2);
                    case PathIterator.SEG_LINETO -> numbers(out.append('L'), c, 2);
                    case PathIterator.SEG_QUADTO -> numbers(out.append('Q'), c, 4);
                    case PathIterator.SEG_CUBICTO -> numbers(out.append('C'), c, 6);
                    default -> out.append('Z');
                }
            }
            out.append("\"/>\n");
        }
    }

    private static boolean evenOdd(Path2D outline) {
        return outline.getWindingRule() == PathIterator.WIND_EVEN_ODD;
    }

    private static int end(int segment) {
        return switch (segment) {
            case PathIterator.SEG_QUADTO -> 2;
            case PathIterator.SEG_CUBICTO -> 4;
            case PathIterator.SEG_CLOSE -> -1;
            default -> 0;
        };
    }

    /// A quadratic curve as the cubic one that PDF knows.
    private static double[] raised(double x, double y, double[] c) {
        return new double[] {
            x + (c[0] - x) * 2 / 3,
            y + (c[1] - y) * 2 / 3,
            c[2] + (c[0] - c[2]) * 2 / 3,
            c[3] + (c[1] - c[3]) * 2 / 3,
            c[2],
            c[3]
        };
    }

    private static StringBuilder numbers(StringBuilder out, double[] millimetres, int count) {
        for (var i = 0; i < count; i++) {
            out.append(Math.round(millimetres[i] * 1000)).append(' ');
        }
        return out;
    }
}

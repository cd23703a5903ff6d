package wariin.research;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A plot in words and numbers of one language; the drawing, the table and the files are made from it.
///
/// @param key its name in addresses
/// @param group what the panels differ by, or empty with one panel
/// @param label what the points differ by
public record Plot(
        String key,
        String title,
        Kind kind,
        Unit unit,
        String group,
        String label,
        List<Panel> panels,
        @Nullable String note,
        @Nullable String source) {

    public enum Kind {
        /// Lying bars, one for each point.
        BARS,
        /// Points over time, joined but for gaps.
        LINES
    }

    public enum Unit {
        PERCENT,
        COUNT
    }

    /// One of several small plots with the same scale.
    public record Panel(String name, List<Series> series) {}

    public record Series(String name, List<Point> points) {}

    /// @param value null is a gap
    /// @param said the value as people read it; of a gap, why there is none
    public record Point(
            String label,
            @Nullable Double value,
            String said,
            @Nullable Integer n,
            @Nullable Interval interval) {}

    /// A row of the table beside the plot.
    public record Row(String panel, String series, Point point) {}

    public List<Row> rows() {
        return panels.stream()
                .flatMap(panel -> panel.series().stream()
                        .flatMap(series ->
                                series.points().stream().map(point -> new Row(panel.name(), series.name(), point))))
                .toList();
    }

    public boolean severalPanels() {
        return panels.size() > 1;
    }

    public boolean severalSeries() {
        return panels.stream().anyMatch(panel -> panel.series().size() > 1);
    }

    public boolean hasSizes() {
        return rows().stream().anyMatch(row -> row.point().n() != null);
    }

    public boolean hasIntervals() {
        return rows().stream().anyMatch(row -> row.point().interval() != null);
    }

    /// The end of the scale.
    double top() {
        if (unit == Unit.PERCENT) return 100;
        var most = rows().stream()
                .map(row -> row.point().value())
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        return niceTop(most);
    }

    /// 1, 2 or 5 times a power of ten, times four: so that four lines of the grid have round numbers.
    private static double niceTop(double most) {
        for (var power = 1.0; ; power *= 10) {
            for (var step : new double[] {1, 2, 5}) {
                if (4 * step * power >= most) return 4 * step * power;
            }
        }
    }
}

package wariin.research;

import static wariin.research.Drawing.n;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import wariin.research.Plot.Kind;
import wariin.research.Plot.Panel;
import wariin.research.Plot.Point;
import wariin.research.Plot.Series;
import wariin.research.Plot.Unit;

/// Draws a plot. A gap stays a gap; whiskers show how sure a share is; every bar says its value.
public final class PlotDrawing {

    private static final int TEXT = 16;
    private static final int BAR = 16;
    private static final int BARS_WIDE = 300;
    private static final int LEFT = 44;
    private static final int RIGHT = Drawing.WIDTH - 12;
    private static final int TALL = 140;

    private final Plot plot;
    private final Drawing drawing = new Drawing();
    private double y;

    private PlotDrawing(Plot plot) {
        this.plot = plot;
        for (var panel : plot.panels()) {
            if (plot.severalPanels()) heading(panel.name());
            if (plot.kind() == Kind.BARS) bars(panel);
            else lines(panel);
        }
        if (plot.kind() == Kind.LINES && plot.severalSeries()) legend();
    }

    /// For a page; the element with the given id says the numbers.
    public static String inline(Plot plot, String describedBy) {
        var drawn = new PlotDrawing(plot);
        return drawn.drawing.inline(plot.title(), describedBy, drawn.y + 2);
    }

    /// A file of its own.
    public static String file(Plot plot) {
        var drawn = new PlotDrawing(plot);
        var numbers = plot.rows().stream()
                .map(row -> Stream.of(
                                plot.severalPanels() ? row.panel() : "",
                                plot.severalSeries() ? row.series() : "",
                                row.point().label(),
                                row.point().said())
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("; "));
        var source = plot.source() == null ? "" : " (" + plot.source() + ")";
        return drawn.drawing.file(plot.title(), numbers + source, drawn.y + 8);
    }

    private void heading(String name) {
        y += TEXT;
        drawing.words(0, y, "start", true, Drawing.fitting(name, 56));
        y += 4;
    }

    private void bars(Panel panel) {
        for (var series : panel.series()) {
            for (var point : series.points()) {
                y += TEXT;
                drawing.words(0, y, "start", false, Drawing.fitting(point.label(), 58));
                y += 5;
                bar(point);
                y += BAR + 6;
            }
        }
        y += 4;
    }

    private void bar(Point point) {
        var end = 0.0;
        drawing.grid(0, y - 1, 0, y + BAR + 1);
        if (point.value() != null) {
            end = BARS_WIDE * point.value() / plot.top();
            if (end > 0) drawing.bar(0.5, y, end, BAR);
        }
        if (point.interval() != null) {
            var low = BARS_WIDE * point.interval().low() / plot.top();
            var high = BARS_WIDE * point.interval().high() / plot.top();
            var middle = y + BAR / 2.0;
            drawing.whisker(low, middle, high, middle);
            drawing.whisker(low, middle - 4, low, middle + 4);
            drawing.whisker(high, middle - 4, high, middle + 4);
            end = Math.max(end, high);
        }
        drawing.words(end + 7, y + BAR - 3.5, "start", point.value() != null, point.said());
    }

    private void lines(Panel panel) {
        var top = y + 12;
        var bottom = top + TALL;
        for (var part = 0; part <= 4; part++) {
            var at = bottom - TALL * part / 4.0;
            drawing.grid(LEFT, at, RIGHT, at);
            var value = plot.top() * part / 4;
            drawing.words(LEFT - 6, at + 4, "end", false, plot.unit() == Unit.PERCENT ? n(value) + "%" : count(value));
        }
        var points = panel.series().getFirst().points();
        var every = Math.max(1, (int) Math.ceil(points.size() / 6.0));
        for (var place = 0; place < points.size(); place++) {
            if ((points.size() - 1 - place) % every != 0) continue;
            drawing.words(
                    x(place, points.size()),
                    bottom + 18,
                    "middle",
                    false,
                    points.get(place).label());
        }
        for (var place = 0; place < panel.series().size(); place++) {
            line(
                    panel.series().get(place),
                    SeriesStyle.of(place),
                    bottom,
                    panel.series().size() == 1);
        }
        y = bottom + 28;
    }

    private void line(Series series, SeriesStyle style, double bottom, boolean alone) {
        var run = new StringBuilder();
        var points = series.points();
        for (var place = 0; place < points.size(); place++) {
            var point = points.get(place);
            if (point.value() == null) {
                end(run, style);
                continue;
            }
            var x = x(place, points.size());
            var at = bottom - TALL * point.value() / plot.top();
            run.append(n(x)).append(',').append(n(at)).append(' ');
            whisker(point, x, bottom);
            if (alone && points.size() <= 6) drawing.words(x, at - 9, "middle", true, point.said());
        }
        end(run, style);
        for (var place = 0; place < points.size(); place++) {
            var value = points.get(place).value();
            if (value != null) drawing.marker(x(place, points.size()), bottom - TALL * value / plot.top(), style);
        }
    }

    private void whisker(Point point, double x, double bottom) {
        var interval = point.interval();
        if (interval == null) return;
        var low = bottom - TALL * interval.low() / plot.top();
        var high = bottom - TALL * interval.high() / plot.top();
        drawing.whisker(x, low, x, high);
        drawing.whisker(x - 4, low, x + 4, low);
        drawing.whisker(x - 4, high, x + 4, high);
    }

    private void end(StringBuilder run, SeriesStyle style) {
        if (run.indexOf(" ") < run.length() - 1) drawing.line(run.toString().strip(), style);
        run.setLength(0);
    }

    private void legend() {
        var series = plot.panels().getFirst().series();
        for (var place = 0; place < series.size(); place++) {
            var style = SeriesStyle.of(place);
            y += TEXT;
            drawing.line("0," + n(y - 4) + " 34," + n(y - 4), style);
            drawing.marker(17, y - 4, style);
            drawing.words(
                    42, y, "start", false, Drawing.fitting(series.get(place).name(), 52));
        }
        y += 4;
    }

    private static double x(int place, int count) {
        var inset = 22;
        if (count == 1) return (LEFT + RIGHT) / 2.0;
        return LEFT + inset + (double) (RIGHT - LEFT - 2 * inset) * place / (count - 1);
    }

    private static String count(double value) {
        return value >= 10_000 ? n(value / 1000) + "k" : n(value);
    }
}

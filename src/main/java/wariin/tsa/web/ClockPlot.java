package wariin.tsa.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import wariin.tsa.ClockMinute;

/// One day of the clock as an SVG: the largest offset of each minute, how sure that is, and where no time was
/// certified. Attributes only, since the pages allow no inline style.
final class ClockPlot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 220;
    private static final int LEFT = 56;
    private static final int BOTTOM = 28;
    private static final int TOP = 12;
    private static final double MINUTES = 1440;

    private final Instant from;
    private final ZoneId zone;
    private final double alarm;
    private final double accuracy;
    private final StringBuilder svg = new StringBuilder();
    private double range;

    ClockPlot(Instant from, ZoneId zone, Duration alarm, Duration accuracy) {
        this.from = from;
        this.zone = zone;
        this.alarm = alarm.toNanos() / 1000.0;
        this.accuracy = accuracy.toNanos() / 1000.0;
    }

    String draw(List<ClockMinute> minutes) {
        range = range(minutes);
        svg.append("<svg class=\"plot\" role=\"img\" aria-describedby=\"clock-numbers\" viewBox=\"0 0 ")
                .append(WIDTH + " " + HEIGHT)
                .append("\" width=\"100%\" fill=\"none\" stroke=\"currentColor\" font-size=\"12\">");
        for (var minute : minutes) gap(minute);
        axes();
        limit(alarm);
        limit(-alarm);
        limit(accuracy);
        limit(-accuracy);
        for (var minute : minutes) sureness(minute);
        line(minutes);
        return svg.append("</svg>").toString();
    }

    /// As far as there is something to see, at least a tenth of the alarm.
    private double range(List<ClockMinute> minutes) {
        var widest = alarm / 10;
        for (var minute : minutes) {
            if (minute.offset() != null && minute.uncertainty() != null) {
                widest = Math.max(widest, Math.abs(minute.offset()) + minute.uncertainty());
            }
        }
        return widest * 1.1;
    }

    private void axes() {
        rule(x(0), y(0), x(MINUTES), y(0), 0.6);
        words(LEFT - 6, y(0) + 4, "end", "0");
        for (var edge : new double[] {range / 1.1, -range / 1.1}) {
            words(LEFT - 6, y(edge) + 4, "end", milliseconds(edge));
        }
        for (var hour = 0; hour <= 24; hour += 6) {
            var at = from.plus(Duration.ofHours(hour)).atZone(zone);
            rule(x(hour * 60), TOP, x(hour * 60), HEIGHT - BOTTOM, 0.2);
            words(x(hour * 60), HEIGHT - 8, hour == 24 ? "end" : "middle", "%02d:00".formatted(at.getHour()));
        }
    }

    private void limit(double micros) {
        if (Math.abs(micros) > range) return;
        svg.append("<line stroke-dasharray=\"5 4\" stroke-opacity=\"0.7\"");
        ends(x(0), y(micros), x(MINUTES), y(micros));
        words(x(MINUTES), y(micros) - 3, "end", milliseconds(micros) + " ms");
    }

    private void gap(ClockMinute minute) {
        if (minute.gaps() == 0 && minute.steps() == 0) return;
        svg.append("<rect fill=\"currentColor\" fill-opacity=\"0.18\" stroke=\"none\" x=\"")
                .append(n(x(at(minute))))
                .append("\" y=\"" + TOP + "\" width=\"1.5\" height=\"" + (HEIGHT - BOTTOM - TOP) + "\"/>");
    }

    private void sureness(ClockMinute minute) {
        if (minute.offset() == null || minute.uncertainty() == null) return;
        svg.append("<line stroke-opacity=\"0.25\"");
        var x = x(at(minute));
        ends(x, y(minute.offset() - minute.uncertainty()), x, y(minute.offset() + minute.uncertainty()));
    }

    /// Broken where nothing is known.
    private void line(List<ClockMinute> minutes) {
        var open = false;
        var before = Double.NEGATIVE_INFINITY;
        for (var minute : minutes) {
            if (minute.offset() == null) continue;
            var joined = open && at(minute) - before < 3;
            if (open && !joined) svg.append("\"/>");
            if (!joined) svg.append("<polyline stroke-width=\"1.5\" points=\"");
            svg.append(n(x(at(minute))))
                    .append(',')
                    .append(n(y(minute.offset())))
                    .append(' ');
            open = true;
            before = at(minute);
        }
        if (open) svg.append("\"/>");
    }

    private void rule(double x1, double y1, double x2, double y2, double opacity) {
        svg.append("<line stroke-opacity=\"").append(n(opacity)).append('"');
        ends(x1, y1, x2, y2);
    }

    private void ends(double x1, double y1, double x2, double y2) {
        svg.append(" x1=\"" + n(x1) + "\" y1=\"" + n(y1) + "\" x2=\"" + n(x2) + "\" y2=\"" + n(y2) + "\"/>");
    }

    private void words(double x, double y, String anchor, String text) {
        svg.append("<text stroke=\"none\" fill=\"currentColor\" text-anchor=\"" + anchor + "\" x=\"" + n(x) + "\" y=\""
                + n(y) + "\">" + text + "</text>");
    }

    private double at(ClockMinute minute) {
        return Duration.between(from, minute.minute()).toSeconds() / 60.0;
    }

    private static double x(double minute) {
        return LEFT + minute / MINUTES * (WIDTH - LEFT - 8);
    }

    private double y(double micros) {
        var middle = TOP + (HEIGHT - TOP - BOTTOM) / 2.0;
        return middle - micros / range * (HEIGHT - TOP - BOTTOM) / 2;
    }

    private static String milliseconds(double micros) {
        return String.format(Locale.ROOT, Math.abs(micros) < 10_000 ? "%.1f" : "%.0f", micros / 1000);
    }

    private static String n(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}

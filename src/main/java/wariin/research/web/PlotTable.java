package wariin.research.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import wariin.research.Plot;

/// The numbers of a plot as CSV, in the reader's language; of a gap the last column gives the reason.
final class PlotTable {

    private final MessageSource words;
    private final Locale locale;

    PlotTable(MessageSource words, Locale locale) {
        this.words = words;
        this.locale = locale;
    }

    String csv(Plot plot) {
        var text = new StringBuilder("\uFEFF");
        line(
                text,
                List.of(
                        plot.group().isEmpty() ? word("band") : plot.group(),
                        word("answer"),
                        plot.label(),
                        word(plot.unit() == Plot.Unit.PERCENT ? "percent" : "count"),
                        word("n"),
                        word("low"),
                        word("high"),
                        word("said")));
        for (var row : plot.rows()) {
            var point = row.point();
            var interval = point.interval();
            var cells = new ArrayList<String>();
            cells.add(row.panel());
            cells.add(row.series());
            cells.add(point.label());
            cells.add(point.value() == null ? "" : number(point.value()));
            cells.add(point.n() == null ? "" : String.valueOf(point.n()));
            cells.add(interval == null ? "" : number(interval.low()));
            cells.add(interval == null ? "" : number(interval.high()));
            cells.add(point.said());
            line(text, cells);
        }
        return text.toString();
    }

    static void line(StringBuilder text, List<@Nullable String> cells) {
        text.append(cells.stream().map(PlotTable::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    /// Quoted where needed; and no program that opens the table takes a cell for a formula.
    private static String cell(@Nullable String text) {
        if (text == null || text.isEmpty()) return "";
        var plain = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
        return plain.matches("(?s).*[\",\\r\\n].*") ? "\"" + plain.replace("\"", "\"\"") + "\"" : plain;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
    }

    private String word(String key) {
        return words.getMessage("research." + key, null, locale);
    }
}

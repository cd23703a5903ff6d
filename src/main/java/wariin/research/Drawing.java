package wariin.research;

import java.util.Locale;

/// SVG as text: numbers short, words escaped, colours by class with a plain one for where no style sheet is.
final class Drawing {

    static final int WIDTH = 400;

    private static final String INK = "#1B1B1F";
    private static final String SOFT = "#57534E";
    private static final String RULE = "#D8D2C6";

    private final StringBuilder body = new StringBuilder();

    void words(double x, double y, String anchor, boolean strong, String words) {
        body.append("<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-size=\"12.5\" fill=\"%s\"%s>%s</text>"
                .formatted(
                        strong ? "words strong" : "words",
                        n(x),
                        n(y),
                        anchor,
                        strong ? INK : SOFT,
                        strong ? " font-weight=\"600\"" : "",
                        escape(words)));
    }

    void bar(double x, double y, double width, double height) {
        body.append("<rect class=\"bar\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" "
                        .formatted(n(x), n(y), n(width), n(height)))
                .append("fill=\"#2B4C7E\" fill-opacity=\".75\" stroke=\"#2B4C7E\"/>");
    }

    void grid(double x1, double y1, double x2, double y2) {
        stroke("grid", x1, y1, x2, y2, RULE, 1);
    }

    void whisker(double x1, double y1, double x2, double y2) {
        stroke("whisker", x1, y1, x2, y2, INK, 1.6);
    }

    void line(String points, SeriesStyle style) {
        body.append("<polyline class=\"line s%d\" points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>"
                .formatted(style.number(), points, style.colour(), style.dashes()));
    }

    void marker(double x, double y, SeriesStyle style) {
        body.append("<path class=\"marker s%d\" transform=\"translate(%s %s)\" d=\"%s\" fill=\"%s\"/>"
                .formatted(style.number(), n(x), n(y), style.shape(), style.colour()));
    }

    /// For a page: the style sheet colours it, and the table beside it says its numbers.
    String inline(String label, String describedBy, double height) {
        var said = "aria-label=\"%s\" aria-describedby=\"%s\"".formatted(escape(label), escape(describedBy));
        return "<svg class=\"plot\" role=\"img\" %s viewBox=\"0 0 %d %s\">%s</svg>"
                .formatted(said, WIDTH, n(height), body);
    }

    /// For a file: alone on white, with its title and its numbers inside.
    String file(String title, String description, double height) {
        var head = 34;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" role="img" width="800" viewBox="0 -%d %d %s"
                     font-family="sans-serif">
                <title>%s</title><desc>%s</desc><rect y="-%d" width="%d" height="%s" fill="#FFFFFF"/>
                <text x="0" y="-14" font-size="13.5" font-weight="600" fill="%s">%s</text>
                %s</svg>
                """.formatted(
                        head,
                        WIDTH,
                        n(height + head),
                        escape(title),
                        escape(description),
                        head,
                        WIDTH,
                        n(height + head),
                        INK,
                        escape(fitting(title, WIDTH / 7)),
                        body);
    }

    static String n(double value) {
        var text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /// Cut to a width counted in Latin letters; a Japanese one counts twice.
    static String fitting(String words, int width) {
        var used = 0;
        for (var at = 0; at < words.length(); at += Character.charCount(words.codePointAt(at))) {
            used += words.codePointAt(at) < 0x2E80 ? 1 : 2;
            if (used > width) return words.substring(0, at) + "…";
        }
        return words;
    }

    private void stroke(String kind, double x1, double y1, double x2, double y2, String colour, double width) {
        body.append("<path class=\"%s\" d=\"M%s %sL%s %s\" stroke=\"%s\" stroke-width=\"%s\"/>"
                .formatted(kind, n(x1), n(y1), n(x2), n(y2), colour, n(width)));
    }

    private static String escape(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("\\p{Cntrl}", " ");
    }
}

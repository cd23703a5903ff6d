package wariin.register.web;

/// Text inside a drawing.
final class Svg {

    private Svg() {}

    /// Safe in text and in attributes.
    static String text(String raw) {
        var safe = new StringBuilder(raw.length() + 16);
        raw.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(point < 0x20 || point == 0xFFFE || point == 0xFFFF ? ' ' : point);
            }
        });
        return safe.toString();
    }

    /// How wide a text is, in ems, near enough to break lines: Latin letters take half of what the others take.
    static double width(String text) {
        return text.codePoints()
                .mapToDouble(point -> point < 0x2E80 ? 0.54 : 1.0)
                .sum();
    }
}

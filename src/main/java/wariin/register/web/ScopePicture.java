package wariin.register.web;

import java.util.ArrayList;
import java.util.List;

/// A drawing of what was assessed: the parts of a service inside a frame, what it relies on outside.
///
/// @param marked parts that belong together inside the frame; empty when none do
record ScopePicture(
        String title,
        String alternative,
        List<String> outside,
        List<String> parts,
        String markedTitle,
        List<String> marked) {

    private static final int WIDTH = 360;
    private static final int BOX = 154;
    private static final int HEIGHT = 46;
    private static final int GAP = 12;

    String svg() {
        var body = new StringBuilder();
        var y = 4;
        if (!outside.isEmpty()) {
            y = rows(body, outside, y, 20, "outside") + 6;
            body.append("<path class=\"link\" d=\"M180 %d v18\"/>".formatted(y - 6));
            body.append("<path class=\"head\" d=\"M175 %d l5 7 l5 -7z\"/>".formatted(y + 10));
            y += 18;
        }
        var top = y;
        var heading = broken(title, (WIDTH - 32) / 13.0);
        y += 12 + 18 * heading.size();
        y = rows(body, parts, y, 20, "part");
        if (!marked.isEmpty()) {
            var inner = y;
            y = rows(body, marked, inner + 28, 20, "part marked");
            body.insert(0, label(24, inner + 18, markedTitle, "caption"));
            body.insert(0, frame("remote", 12, inner, WIDTH - 24, y - inner));
            y += GAP;
        }
        for (var n = 0; n < heading.size(); n++) body.insert(0, label(16, top + 20 + 18 * n, heading.get(n), "title"));
        body.insert(0, frame("scope", 4, top, WIDTH - 8, y - top));
        return "<svg class=\"scope-picture\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%s</svg>"
                .formatted(WIDTH, y + 4, Svg.text(alternative), body);
    }

    private static int rows(StringBuilder body, List<String> texts, int from, int left, String kind) {
        var y = from;
        for (var n = 0; n < texts.size(); n += 2) {
            var alone = n + 1 == texts.size();
            box(body, left, y, alone ? 2 * BOX + GAP : BOX, texts.get(n), kind);
            if (!alone) box(body, left + BOX + GAP, y, BOX, texts.get(n + 1), kind);
            y += HEIGHT + GAP;
        }
        return y;
    }

    private static void box(StringBuilder body, int x, int y, int width, String text, String kind) {
        body.append("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/>"
                .formatted(kind, x, y, width, HEIGHT));
        var lines = broken(text, (width - 12) / 13.0);
        var first = y + HEIGHT / 2.0 + 4.5 - (lines.size() - 1) * 8;
        for (var line : lines) {
            body.append("<text class=\"words\" x=\"%d\" y=\"%.1f\">%s</text>"
                    .formatted(x + width / 2, first, Svg.text(line)));
            first += 16;
        }
    }

    private static String frame(String kind, int x, int y, int width, int height) {
        return "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>"
                .formatted(kind, x, y, width, height);
    }

    private static String label(int x, int y, String text, String kind) {
        return "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>".formatted(kind, x, y, Svg.text(text));
    }

    /// At most two lines; words stay whole where the language has spaces.
    static List<String> broken(String text, double ems) {
        if (Svg.width(text) <= ems) return List.of(text);
        var best = 0;
        for (var n = 1; n < text.length(); n++) {
            if (Character.isLowSurrogate(text.charAt(n))) continue;
            if (mayBreak(text.charAt(n - 1), text.charAt(n)) && Svg.width(text.substring(0, n)) <= ems) best = n;
        }
        if (best == 0) return List.of(text);
        var lines = new ArrayList<>(List.of(text.substring(0, best).strip()));
        lines.add(text.substring(best).strip());
        return lines;
    }

    private static boolean mayBreak(char before, char after) {
        return after == ' ' || before > 0x2E80 && after > 0x2E80 && "ー・、。）」".indexOf(after) < 0;
    }
}

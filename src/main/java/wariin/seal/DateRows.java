package wariin.seal;

import java.util.List;
import java.util.regex.Pattern;

/// Breaks long text of a date seal into two rows, the longer one next to the day where the circle is wide.
final class DateRows {

    private static final int LONG = 8;
    private static final int LONG_LATIN = 18;
    private static final Pattern LEGAL_FORM =
            Pattern.compile("^((?:株式|有限|合同|合資|合名)会社|(?:一般|公益)(?:社団|財団)法人|医療法人|学校法人)(.{2,})$");

    private DateRows() {}

    /// Rows from the band outwards.
    static List<String> of(SealText text, int direction) {
        var line = text.text();
        if (text.characters().length <= (text.latinOnly() ? LONG_LATIN : LONG)) {
            return List.of(line);
        }
        var at = breakAt(line, direction);
        var first = line.substring(0, at).strip();
        var second = line.substring(at).strip();
        return direction < 0 ? List.of(second, first) : List.of(first, second);
    }

    private static int breakAt(String line, int direction) {
        var form = LEGAL_FORM.matcher(line);
        if (direction < 0 && form.matches()) {
            return form.end(1);
        }
        var wanted = (int) Math.round(line.length() * (direction < 0 ? 0.4 : 0.6));
        var space = line.lastIndexOf(' ', wanted + 2);
        if (space > 0) {
            return space;
        }
        return Character.isLowSurrogate(line.charAt(wanted)) ? wanted + 1 : wanted;
    }
}

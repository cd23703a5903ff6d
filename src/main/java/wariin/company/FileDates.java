package wariin.company;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/// The dates of the tax agency's file, `2026-10-31`; fast, since a file has some twenty million of them.
final class FileDates {

    private static final Pattern IN_NAME = Pattern.compile("(?<!\\d)(20\\d{2})([01]\\d)([0-3]\\d)(?!\\d)");
    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private FileDates() {}

    static boolean isDate(String text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') return false;
        for (var n = 0; n < 10; n++) {
            var c = text.charAt(n);
            if (n != 4 && n != 7 && (c < '0' || c > '9')) return false;
        }
        var year = digits(text, 0, 4);
        var month = digits(text, 5, 7);
        var day = digits(text, 8, 10);
        if (year == 0 || month < 1 || month > 12 || day < 1 || day > DAYS[month - 1]) return false;
        return month != 2 || day < 29 || LocalDate.of(year, 1, 1).isLeapYear();
    }

    /// The day in a file's name, as in `00_zenkoku_all_20261031.zip`.
    static Optional<LocalDate> inName(String file) {
        var found = IN_NAME.matcher(file);
        if (!found.find()) return Optional.empty();
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(found.group(1)),
                    Integer.parseInt(found.group(2)),
                    Integer.parseInt(found.group(3))));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static int digits(String text, int from, int to) {
        var value = 0;
        for (var n = from; n < to; n++) value = value * 10 + text.charAt(n) - '0';
        return value;
    }
}

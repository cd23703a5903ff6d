package wariin.site;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Dates and times as people write them, in the time zone of this installation ({@code wariin.time-zone}).
@Component("dates")
public class Dates {

    private final ZoneId zone;

    Dates(@Value("${wariin.time-zone:Asia/Tokyo}") ZoneId zone) {
        this.zone = zone;
    }

    public ZoneId zone() {
        return zone;
    }

    /// {@code 2026年11月22日} or {@code 22 November 2026}.
    public String date(LocalDate day, Locale locale) {
        return DateTimeFormatter.ofPattern(japanese(locale) ? "yyyy年M月d日" : "d MMMM yyyy", locale)
                .format(day);
    }

    public String date(Instant at, Locale locale) {
        return date(at.atZone(zone).toLocalDate(), locale);
    }

    /// With the minute and the zone, since a contract may be read in another country.
    public String dateTime(Instant at, Locale locale) {
        var pattern = japanese(locale) ? "yyyy年M月d日 HH:mm (z)" : "d MMMM yyyy, HH:mm (z)";
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .withLocale(locale)
                .format(at.atZone(zone));
    }

    private static boolean japanese(Locale locale) {
        return locale.getLanguage().equals("ja");
    }
}

package wariin.assessment.web;

import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Periods and sizes as people write them.
@Component("assessmentWords")
class AssessmentWords {

    private static final List<String> UNITS = List.of("B", "kB", "MB", "GB");

    private final MessageSource words;

    AssessmentWords(MessageSource words) {
        this.words = words;
    }

    /// {@code 1年6か月}, {@code 1 year 6 months}.
    public String period(Period period, Locale locale) {
        var parts = new ArrayList<String>();
        add(parts, "years", period.getYears(), locale);
        add(parts, "months", period.getMonths(), locale);
        add(parts, "days", period.getDays(), locale);
        return String.join("ja".equals(locale.getLanguage()) ? "" : " ", parts);
    }

    private void add(List<String> parts, String unit, int count, Locale locale) {
        if (count != 0) {
            parts.add(words.getMessage("assessment.period." + unit, new Object[] {count}, locale));
        }
    }

    public String size(long bytes) {
        var size = (double) bytes;
        var unit = 0;
        while (size >= 1000 && unit < UNITS.size() - 1) {
            size /= 1000;
            unit++;
        }
        var digits = unit == 0 || size >= 10 ? 0 : 1;
        return String.format(Locale.ROOT, "%." + digits + "f %s", size, UNITS.get(unit));
    }
}

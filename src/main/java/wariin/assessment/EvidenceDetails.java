package wariin.assessment;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person says of evidence when attaching it.
///
/// @param criteria all criteria that it proves
/// @param title empty: the name of the file
/// @param place where in the document
/// @param evidenceDate the day that it speaks of, not the day of the upload
/// @param publishable its owner agrees that it may be shown to the public as it is
/// @param validUntil if it says so itself; the criterion's maximum age counts besides
public record EvidenceDetails(
        List<String> criteria,
        String title,
        String place,
        @Nullable LocalDate evidenceDate,
        @Nullable LocalDate validUntil,
        boolean publishable) {

    static final int LONGEST_TITLE = 200;
    static final int LONGEST_PLACE = 400;

    public EvidenceDetails {
        criteria = List.copyOf(criteria);
        title = oneLine(title);
        place = oneLine(place);
    }

    /// Null if all is well.
    @Nullable
    EvidenceRefusal problem(LocalDate today) {
        if (evidenceDate == null) return EvidenceRefusal.DATE_MISSING;
        if (evidenceDate.getYear() < 1970) return EvidenceRefusal.DATE_WRONG;
        if (validUntil != null && (validUntil.getYear() < 1970 || validUntil.getYear() > 2200)) {
            return EvidenceRefusal.DATE_WRONG;
        }
        if (evidenceDate.isAfter(today)) return EvidenceRefusal.DATE_IN_FUTURE;
        if (validUntil != null && validUntil.isBefore(evidenceDate)) return EvidenceRefusal.DATES_CROSSED;
        if (criteria.isEmpty()) return EvidenceRefusal.UNKNOWN_CRITERION;
        return title.length() > LONGEST_TITLE || place.length() > LONGEST_PLACE ? EvidenceRefusal.TEXT_TOO_LONG : null;
    }

    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
    }
}

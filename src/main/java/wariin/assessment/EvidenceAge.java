package wariin.assessment;

import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/// How old evidence is for its criterion on the day of the case.
public record EvidenceAge(State state, @Nullable LocalDate until) {

    /// So long before the end evidence is said to age.
    public static final Period SOON = Period.ofDays(30);

    public enum State {
        FRESH,
        AGES_SOON,
        TOO_OLD
    }

    /// The end is the day up to which it is valid by itself, or by the criterion's maximum age, whichever is first.
    public static EvidenceAge of(EvidenceItem item, @Nullable Period maxAge, LocalDate day) {
        return of(item.evidenceDate(), item.validUntil(), maxAge, day);
    }

    static EvidenceAge of(
            LocalDate evidenceDate, @Nullable LocalDate validUntil, @Nullable Period maxAge, LocalDate day) {
        var byCriterion = maxAge == null ? null : evidenceDate.plus(maxAge);
        var until = earlier(validUntil, byCriterion);
        if (until == null || day.isBefore(until.minus(SOON))) return new EvidenceAge(State.FRESH, until);
        return new EvidenceAge(day.isAfter(until) ? State.TOO_OLD : State.AGES_SOON, until);
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
        if (one == null || other == null) return one == null ? other : one;
        return one.isBefore(other) ? one : other;
    }
}

package wariin.assessment;

import java.util.Locale;

/// In what capacity somebody acts in one case. Lead, assessor and decider are appointed to it; the others hold the
/// role for all cases.
public enum CaseActor {
    /// Owner or administrator of the organisation that applies.
    APPLICANT,
    INTAKE,
    ASSESSOR,
    LEAD,
    DECIDER,
    PUBLISHER,
    SURVEILLANCE,
    /// Wariin itself, as the consequence of an act or of the calendar.
    PLATFORM;

    /// True if a person acts so only after being appointed to the case.
    public boolean appointed() {
        return this == ASSESSOR || this == LEAD || this == DECIDER;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

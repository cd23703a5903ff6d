package wariin.assessment;

import java.time.Period;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where a case stands. The days are how long the next step may take; past them the case is overdue.
public enum Stage {
    /// The applicant writes.
    DRAFT(null),
    SUBMITTED(Period.ofDays(5)),
    COMPLETENESS(Period.ofDays(10)),
    DOCUMENT_REVIEW(Period.ofDays(30)),
    /// The assessors asked the applicant for more.
    MORE_NEEDED(Period.ofDays(30)),
    ON_SITE(Period.ofDays(30)),
    REPORT(Period.ofDays(14)),
    DECISION(Period.ofDays(14)),
    /// Decided: the register has the service; the publisher says from when everybody sees it.
    REGISTERED(Period.ofDays(14)),
    /// The end of a case that changed the register.
    PUBLISHED(null),
    /// The end of a case that changed nothing in the register.
    CLOSED(null),
    /// Two deciders refused.
    REJECTED(null),
    /// The applicant asks for the refusal to be looked at again.
    APPEALED(Period.ofDays(30)),
    /// The applicant took the case back.
    ABANDONED(null);

    private final @Nullable Period lasts;

    Stage(@Nullable Period lasts) {
        this.lasts = lasts;
    }

    public @Nullable Period lasts() {
        return lasts;
    }

    /// True while assessors and deciders work on it.
    public boolean running() {
        return switch (this) {
            case SUBMITTED, COMPLETENESS, DOCUMENT_REVIEW, MORE_NEEDED, ON_SITE, REPORT, DECISION, APPEALED -> true;
            case DRAFT, REGISTERED, PUBLISHED, CLOSED, REJECTED, ABANDONED -> false;
        };
    }

    /// True if nothing more is expected to happen.
    public boolean ended() {
        return this == PUBLISHED || this == CLOSED || this == REJECTED || this == ABANDONED;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

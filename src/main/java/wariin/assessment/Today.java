package wariin.assessment;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import wariin.site.Dates;

/// What time and what day it is where this installation stands.
@Component
class Today {

    private final Clock clock;
    private final Dates dates;

    Today(Clock clock, Dates dates) {
        this.clock = clock;
        this.dates = dates;
    }

    Instant now() {
        return clock.instant();
    }

    LocalDate date() {
        return day(clock.instant());
    }

    LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, dates.zone());
    }

    Instant beginOf(LocalDate day) {
        return day.atStartOfDay(dates.zone()).toInstant();
    }
}

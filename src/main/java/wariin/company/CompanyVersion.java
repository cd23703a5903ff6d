package wariin.company;

import java.time.Instant;
import java.time.LocalDate;

/// What was true of a company from a day on, why it changed, and when this platform learnt it.
///
/// @param process the code of the change: 01 new, 11 name, 12 and 13 address, 21 closed, 22 revived, 71 merged, …
/// @param validFrom the day of the change
public record CompanyVersion(
        Company company,
        String process,
        boolean correction,
        LocalDate validFrom,
        Instant recordedAt,
        boolean current) {}

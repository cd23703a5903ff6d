package wariin.assessment;

import java.time.Instant;

/// What the applicant says of a criterion; numbered from 1, the newest counts.
///
/// @param applies false only for a conditional criterion whose condition is not given: then `said` is the reason
/// @param said how the criterion is met
/// @param place where that can be read or seen
public record ItemDeclaration(
        String criterion, int number, boolean applies, String said, String place, Instant at, String by) {}

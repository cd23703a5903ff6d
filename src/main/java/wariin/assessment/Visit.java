package wariin.assessment;

import java.time.Instant;
import java.time.LocalDate;
import wariin.identity.UserId;

/// One visit to the place where a service is operated.
public record Visit(LocalDate on, String place, String participants, String notes, UserId by, Instant at) {}

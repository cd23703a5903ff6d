package wariin.ra.desk;

import java.time.Instant;
import wariin.identity.User;

/// Somebody who may register holders at a desk.
///
/// @param appointedByOperator not of the desk's organisation; the platform's operator appointed them
public record Officer(User user, boolean appointedByOperator, Instant since) {}

package wariin.identity;

import java.time.Instant;
import java.util.UUID;

/// That somebody becomes an operator, or is one no longer, as an operator was asked to confirm it.
///
/// @param challenge the SHA-256 of the text, which passkeys sign
/// @param proposed whether the actor has signed it, and it waits for another operator
public record Appointment(
        UUID id,
        Kind kind,
        UserId person,
        UserId actor,
        String text,
        byte[] challenge,
        Instant expiresAt,
        boolean proposed) {

    /// What becomes of the person.
    public enum Kind {
        APPOINT,
        DISMISS;

        public String key() {
            return this == APPOINT ? "appoint" : "dismiss";
        }
    }
}

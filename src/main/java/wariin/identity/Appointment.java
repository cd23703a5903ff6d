package wariin.identity;

import java.time.Instant;
import java.util.UUID;

/// That somebody becomes an operator, or is one no longer, as an operator was asked to confirm it.
///
/// @param challenge the SHA-256 of the text, which the actor's passkey signs
public record Appointment(
        UUID id, Kind kind, UserId person, UserId actor, String text, byte[] challenge, Instant expiresAt) {

    /// What becomes of the person.
    public enum Kind {
        APPOINT,
        DISMISS;

        public String key() {
            return this == APPOINT ? "appoint" : "dismiss";
        }
    }
}

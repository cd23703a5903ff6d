package wariin.ra.approval;

import java.time.Instant;
import java.util.UUID;
import wariin.identity.UserId;

/// One officer's signature over a text that names one or many bodies.
///
/// @param counts false when the officer was removed since, or the body was made anew
/// @param passkey by passkey; otherwise by PIN and code
public record Approval(
        UUID id, UserId officer, String text, String sha256, boolean passkey, Instant at, boolean counts) {}

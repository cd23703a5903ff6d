package wariin.assessment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wariin.identity.AssertionEvidence;
import wariin.identity.UserId;

/// One decider's vote with what proves it: an assertion over the SHA-256 of exactly this text.
///
/// @param assertion of the decider's passkey; absent if it was PIN and code
/// @param totpStep the step of the code that was used up; absent if it was a passkey
public record Vote(
        UUID id,
        UUID report,
        int round,
        UserId decider,
        boolean inFavour,
        String reason,
        String text,
        byte[] challenge,
        @Nullable AssertionEvidence assertion,
        @Nullable Long totpStep,
        Instant at) {}

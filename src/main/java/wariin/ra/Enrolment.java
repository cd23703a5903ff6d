package wariin.ra;

import java.security.PublicKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import wariin.ra.request.Registrant;

/// What a program asks for under a standing approval. The alternative names are those of the registrant: its mail
/// address and its DNS names.
///
/// @param profile id of the profile
/// @param key whose possession the protocol has proven
/// @param validity null for as long as the profile allows
public record Enrolment(
        String profile,
        PublicKey key,
        Registrant registrant,
        @Nullable Duration validity) {}

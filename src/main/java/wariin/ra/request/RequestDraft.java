package wariin.ra.request;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What an applicant, or an officer for one, fills in.
///
/// @param certificationRequest PKCS #10, DER or PEM; only where the applicant brings the key
/// @param validity null for as long as the profile allows
public record RequestDraft(
        String profile,
        Registrant registrant,
        KeyOrigin key,
        byte @Nullable [] certificationRequest,
        @Nullable Duration validity) {}

package wariin.ra.approval;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wariin.ra.request.RequestId;

/// What an officer is asked to sign: the text, its SHA-256 as the challenge, and how it can be proven.
///
/// @param requests those that the text names; some that were asked for may be missing because they cannot be approved
/// @param passkeyOptions for {@code navigator.credentials.get}, as JSON; absent for somebody without a passkey
/// @param pin whether PIN and code are set up
public record ApprovalBallot(
        List<RequestId> requests,
        String text,
        String sha256,
        @Nullable String passkeyOptions,
        boolean pin) {}

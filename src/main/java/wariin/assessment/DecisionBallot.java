package wariin.assessment;

import org.jspecify.annotations.Nullable;

/// What a decider is asked to sign: the text, its SHA-256 as the challenge, and how it can be proven.
///
/// @param passkeyOptions for {@code navigator.credentials.get}, as JSON; absent for somebody without a passkey
/// @param pin whether PIN and code are set up
public record DecisionBallot(
        String text, String sha256, @Nullable String passkeyOptions, boolean pin) {}

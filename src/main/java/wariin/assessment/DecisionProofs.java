package wariin.assessment;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import wariin.identity.AssertionEvidence;
import wariin.identity.AssertionOutcome;
import wariin.identity.Passkeys;
import wariin.identity.PinAndTotp;
import wariin.identity.UserId;

/// Asks a decider for a proof, verifies it, and verifies kept ones again; never inside a transaction.
@Component
class DecisionProofs {

    /// What is kept of a verified proof: one of the two.
    record Proven(
            @Nullable AssertionEvidence assertion, @Nullable Long totpStep) {}

    private final Passkeys passkeys;
    private final PinAndTotp pins;
    private final JsonMapper json;

    DecisionProofs(Passkeys passkeys, PinAndTotp pins, JsonMapper json) {
        this.passkeys = passkeys;
        this.pins = pins;
        this.json = json;
    }

    /// Null for somebody without a passkey.
    @Nullable
    String passkeyOptions(UserId user, byte[] challenge) {
        return passkeys.of(user).isEmpty() ? null : passkeys.assertionOptions(user, challenge);
    }

    boolean hasPin(UserId user) {
        return pins.isEnrolled(user);
    }

    boolean possible(UserId user, DecisionProof proof) {
        return switch (proof) {
            case DecisionProof.Passkey _ -> !passkeys.of(user).isEmpty();
            case DecisionProof.PinAndCode _ -> pins.isEnrolled(user);
        };
    }

    /// Null when it does not prove the person's will about exactly this challenge.
    @Nullable
    Proven prove(UserId user, byte[] challenge, DecisionProof proof) {
        return switch (proof) {
            case DecisionProof.Passkey(var assertion) ->
                passkeys.verify(user, challenge, assertion) instanceof AssertionOutcome.Verified(var _, var evidence)
                        ? new Proven(evidence, null)
                        : null;
            case DecisionProof.PinAndCode(var pin, var code) ->
                pins.verify(user, pin, code) instanceof PinAndTotp.Outcome.Verified(var step, var _)
                        ? new Proven(null, step)
                        : null;
        };
    }

    boolean holds(Vote vote) {
        return DecisionVoteCheck.holds(vote, json);
    }
}

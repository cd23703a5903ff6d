package wariin.ra.approval;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.identity.AssertionEvidence;
import wariin.identity.AssertionOutcome;
import wariin.identity.Passkeys;
import wariin.identity.PinAndTotp;
import wariin.identity.UserId;

/// Asks an officer for a proof and verifies it; never inside a transaction.
@Component
class ApprovalProofs {

    /// What is kept of a verified proof: one of the two.
    record Proven(
            @Nullable AssertionEvidence assertion, @Nullable Long totpStep) {}

    private final Passkeys passkeys;
    private final PinAndTotp pins;

    ApprovalProofs(Passkeys passkeys, PinAndTotp pins) {
        this.passkeys = passkeys;
        this.pins = pins;
    }

    /// Null for somebody without a passkey.
    @Nullable
    String passkeyOptions(UserId user, byte[] challenge) {
        return passkeys.of(user).isEmpty() ? null : passkeys.assertionOptions(user, challenge);
    }

    boolean hasPin(UserId user) {
        return pins.isEnrolled(user);
    }

    boolean possible(UserId user, ApprovalProof proof) {
        return switch (proof) {
            case ApprovalProof.Passkey _ -> !passkeys.of(user).isEmpty();
            case ApprovalProof.PinAndCode _ -> pins.isEnrolled(user);
        };
    }

    /// Empty when it does not prove the person's will about exactly this challenge.
    Optional<Proven> prove(UserId user, byte[] challenge, ApprovalProof proof) {
        return switch (proof) {
            case ApprovalProof.Passkey(var assertion) ->
                passkeys.verify(user, challenge, assertion) instanceof AssertionOutcome.Verified(var _, var evidence)
                        ? Optional.of(new Proven(evidence, null))
                        : Optional.empty();
            case ApprovalProof.PinAndCode(var pin, var code) ->
                pins.verify(user, pin, code) instanceof PinAndTotp.Outcome.Verified(var step, var _)
                        ? Optional.of(new Proven(null, step))
                        : Optional.empty();
        };
    }
}

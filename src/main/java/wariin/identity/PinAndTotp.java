package wariin.identity;

import java.time.Instant;
import org.springframework.stereotype.Service;

/// PIN together with a time-based one-time code (RFC 6238): the way to act without a passkey.
@Service
public class PinAndTotp {

    PinAndTotp() {}

    /// What became of a PIN and code.
    public sealed interface Outcome {
        /// Right; the TOTP step is used up.
        record Verified(long totpStep, Instant at) implements Outcome {}

        record Wrong(int attemptsLeft) implements Outcome {}

        record Locked(Instant until) implements Outcome {}

        record NotEnrolled() implements Outcome {}
    }

    public boolean isEnrolled(UserId user) {
        throw new UnsupportedOperationException();
    }

    public Outcome verify(UserId user, String pin, String totp) {
        throw new UnsupportedOperationException();
    }
}

package wariin.signing;

import org.springframework.stereotype.Service;

/// How signers' keys are used here, as configured; the practice statement is made from it (RFC 3647, 6.2).
@Service
public class SigningTerms {
    private final SigningSettings settings;

    SigningTerms(SigningSettings settings) {
        this.settings = settings;
    }

    /// Whether each signature gets a key and a certificate of its own, which are gone after it.
    public boolean oneShot() {
        return settings.credentials() == SigningSettings.Kind.ONE_SHOT;
    }
}

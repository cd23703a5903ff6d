package wariin.keys;

import java.util.Optional;
import org.springframework.stereotype.Service;

/// The platform's own keys: authorities, time-stamping units, status signers, log. In memory while the platform runs.
@Service
public class AuthorityKeys {

    AuthorityKeys() {}

    /// Makes the key for a purpose such as `ca:root`, or gives the one that there is: safe to repeat after a crash.
    public KeyPairInfo generate(KeyAlgorithm algorithm, String purpose) {
        throw new UnsupportedOperationException();
    }

    public Optional<KeyPairInfo> find(String purpose) {
        throw new UnsupportedOperationException();
    }

    /// Signs a message (hashes it itself) by {@link KeyAlgorithm#signatureAlgorithm()}; verified before release.
    public byte[] sign(KeyId id, byte[] message) {
        throw new UnsupportedOperationException();
    }
}

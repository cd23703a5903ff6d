package wariin.keys;

import org.springframework.stereotype.Service;

/// Signers' keys: they rest wrapped, and are unwrapped only for one activated hash at a time.
@Service
public class SubscriberKeys {

    SubscriberKeys() {}

    public KeyPairInfo generate(KeyAlgorithm algorithm, String credential, String user) {
        throw new UnsupportedOperationException();
    }

    /// Unwraps, signs, verifies with the stored public key, forgets.
    /// The algorithm is {@link KeyAlgorithm#hashSignatureAlgorithm()}; ECDSA signatures are DER.
    public byte[] sign(KeyId id, ActivatedHash hash) {
        throw new UnsupportedOperationException();
    }

    /// Forgets the private key for ever; the public key and the reason stay as evidence.
    public void destroy(KeyId id, String reason) {
        throw new UnsupportedOperationException();
    }
}

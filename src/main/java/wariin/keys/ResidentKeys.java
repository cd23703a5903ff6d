package wariin.keys;

import java.security.PublicKey;

/// Key pairs that are made in a cryptographic module and never leave it. Throws {@link KeysUnusable} while the module
/// is
/// away. Thread-safe.
public interface ResidentKeys {

    /// Whether keys of that kind can live in the module; others are wrapped by it.
    boolean makes(KeyAlgorithm algorithm);

    PublicKey generate(KeyAlgorithm algorithm, String label);

    /// Signs a message by {@link KeyAlgorithm#signatureAlgorithm()}; whoever asks verifies it.
    byte[] sign(KeyAlgorithm algorithm, String label, byte[] message);

    boolean holds(String label);

    void destroy(String label);
}

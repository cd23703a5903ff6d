package wariin.keys;

import java.util.List;
import java.util.Optional;

/// Holds the key-encryption keys and never lets them out: wraps and unwraps what the platform stores.
///
/// Wrapping is AES-256-GCM. The context is authenticated, not stored: who unwraps must know what was wrapped for whom.
/// Whoever wraps keeps the result where a {@link WrappedSecrets} finds it, so that no rotation forgets it. Thread-safe.
public interface CryptographicModule {

    /// The key-encryption key that wraps now. Its name is stored beside what it wrapped, so that keys can be rotated.
    String currentKey();

    /// Whether this module can unwrap what that key-encryption key wrapped.
    boolean holds(String key);

    /// Where the keys are, in one sentence for the operator.
    String description();

    /// Wraps a secret under the current key; the secret stays the caller's to clear.
    Wrapped wrap(byte[] secret, byte[] context);

    /// Gives the secret back; the caller clears it after use. Throws {@link KeysUnusable} if secret, context or key
    /// differ.
    byte[] unwrap(Wrapped wrapped, byte[] context);

    /// All its key-encryption keys, the oldest first; the last one wraps.
    List<String> generations();

    /// Makes a key-encryption key that wraps from now on and gives its name; durable when this returns. The older ones
    /// go on unwrapping, and other processes with the same file or token follow by themselves.
    String renew();

    /// Destroys an older key-encryption key for ever; nothing happens if it is gone already. Never the current one.
    void destroy(String key);

    /// Key pairs that live in this module, if any can.
    default Optional<ResidentKeys> resident() {
        return Optional.empty();
    }
}

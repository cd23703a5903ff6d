package wariin.keys;

/// A secret at rest: nonce, ciphertext and tag, and the name of the key-encryption key over it.
public record Wrapped(String key, byte[] bytes) {}

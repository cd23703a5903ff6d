package wariin.keys;

import java.security.PublicKey;

/// What the world may know of a key pair.
public record KeyPairInfo(KeyId id, KeyAlgorithm algorithm, PublicKey publicKey) {}

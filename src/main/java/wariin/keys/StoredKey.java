package wariin.keys;

import org.jspecify.annotations.Nullable;

/// A key pair as its row has it: `wrapped` here or living in a token under `tokenLabel`; `wrapped` is gone once it is
/// destroyed.
record StoredKey(
        KeyId id,
        KeyAlgorithm algorithm,
        @Nullable String purpose,
        @Nullable String credential,
        @Nullable String subscriber,
        byte[] publicKey,
        @Nullable Wrapped wrapped,
        @Nullable String tokenLabel) {

    KeyPairInfo info() {
        return new KeyPairInfo(id, algorithm, KeyPairs.publicKey(algorithm, publicKey));
    }

    /// What the wrapped key must be bound to, by this row's own word.
    byte[] context() {
        return purpose != null
                ? WrappingContext.authority(purpose, publicKey)
                : WrappingContext.subscriber(String.valueOf(credential), String.valueOf(subscriber), publicKey);
    }
}

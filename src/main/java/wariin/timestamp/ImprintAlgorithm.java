package wariin.timestamp;

import java.util.Optional;

/// The hash algorithms whose values may be stamped (TS 119 312); older ones are refused.
public enum ImprintAlgorithm {
    SHA_256("2.16.840.1.101.3.4.2.1", "SHA-256", 32),
    SHA_384("2.16.840.1.101.3.4.2.2", "SHA-384", 48),
    SHA_512("2.16.840.1.101.3.4.2.3", "SHA-512", 64);

    private final String oid;
    private final String digest;
    private final int length;

    ImprintAlgorithm(String oid, String digest, int length) {
        this.oid = oid;
        this.digest = digest;
        this.length = length;
    }

    static Optional<ImprintAlgorithm> of(String oid) {
        for (var algorithm : values()) {
            if (algorithm.oid.equals(oid)) return Optional.of(algorithm);
        }
        return Optional.empty();
    }

    public String oid() {
        return oid;
    }

    /// The name that a MessageDigest knows.
    public String digest() {
        return digest;
    }

    public int length() {
        return length;
    }
}

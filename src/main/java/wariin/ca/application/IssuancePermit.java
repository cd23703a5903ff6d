package wariin.ca.application;

import java.util.Map;

/// Says that one exact body may be signed, and on which basis; only rooms that checked something extend it.
public abstract class IssuancePermit {
    private final byte[] toBeSignedSha256;
    private final String basis;
    private final Map<String, String> facts;

    /// @param toBeSignedSha256 the {@link PreparedCertificate#sha256()} that was approved of
    /// @param basis why, in a few words or an id; it goes into the log, with the facts
    protected IssuancePermit(byte[] toBeSignedSha256, String basis, Map<String, String> facts) {
        if (toBeSignedSha256.length != 32) throw new IllegalArgumentException("A SHA-256 has 32 octets");
        this.toBeSignedSha256 = toBeSignedSha256.clone();
        this.basis = basis;
        this.facts = Map.copyOf(facts);
    }

    public final byte[] toBeSignedSha256() {
        return toBeSignedSha256.clone();
    }

    public final String basis() {
        return basis;
    }

    public final Map<String, String> facts() {
        return facts;
    }
}

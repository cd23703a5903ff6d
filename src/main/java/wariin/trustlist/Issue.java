package wariin.trustlist;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A list as it was published, byte for byte.
///
/// @param nextUpdate null for a closed list, which is the last one
public record Issue(
        long sequence,
        Instant issued,
        @Nullable Instant nextUpdate,
        byte[] xml,
        byte[] sha256,
        X509Certificate signer) {

    public boolean closed() {
        return nextUpdate == null;
    }

    public String fingerprint() {
        return HexFormat.of().formatHex(sha256);
    }
}

package wariin.tsl;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/// Our own judgement of a list: who signed it, whether it is whole, current and newer, and keeps to the format
/// (TS 119 612, 5.7 and 6).
public final class TrustedListValidator {
    private TrustedListValidator() {}

    /// A list of our own form: version 6, every rule of the format. The last sequence is that of the list known so
    /// far, 0 if none is.
    public static ListVerdict judge(byte[] xml, List<X509Certificate> signers, Instant now, long lastSequence) {
        throw new UnsupportedOperationException();
    }

    /// A list of another scheme: version 5 or 6; what it says about itself is not held against its form.
    public static ListVerdict judgeForeign(byte[] xml, List<X509Certificate> signers, Instant now, long lastSequence) {
        throw new UnsupportedOperationException();
    }
}

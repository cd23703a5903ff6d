package wariin.tsl;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wariin.tsl.ListVerdict.Fault;

/// Writes and signs lists: the XML is in exclusive canonical form as it is written, so that hashing it needs no second
/// pass; the signature is an enveloped XAdES-B-B (TS 119 612, 5.7; EN 319 132-1).
public final class TrustedListWriter {
    private TrustedListWriter() {}

    /// Everything that forbids to sign this list, alone and as successor of the one before.
    public static List<Fault> faults(TrustedList list, @Nullable TrustedList before) {
        throw new UnsupportedOperationException();
    }

    /// Refuses a list with faults.
    public static SignedList write(TrustedList list, ListSigner signer, Instant signingTime) {
        throw new UnsupportedOperationException();
    }

    /// The published bytes again; refuses if the signature was not made over this list.
    public static byte[] rebuild(TrustedList list, KeptSignature kept) {
        throw new UnsupportedOperationException();
    }
}

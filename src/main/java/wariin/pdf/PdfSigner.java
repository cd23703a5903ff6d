package wariin.pdf;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// Appends signatures, validation data and document time-stamps to a file whose digest state was kept.
public final class PdfSigner {

    private PdfSigner() {}

    /// The increment of a signature, all but the signature itself.
    public static SignatureDraft draft(ByteSource file, RunningDigest upTo, SignatureRequest request)
            throws PdfRefused {
        throw new UnsupportedOperationException();
    }

    /// Appends certificates and status for the newest signature to the document security store.
    public static Increment validationData(ByteSource file, RunningDigest upTo, ValidationData data)
            throws PdfRefused {
        throw new UnsupportedOperationException();
    }

    /// Fills the invisible field made beforehand with a document time-stamp; `stamp` turns a SHA-256 into a token.
    public static Increment documentTimestamp(
            ByteSource file,
            RunningDigest upTo,
            String field,
            int tokenBytes,
            Map<String, String> extra,
            Function<byte[], byte[]> stamp)
            throws PdfRefused {
        throw new UnsupportedOperationException();
    }

    /// Signature and validation data in one pass: `cms` turns the document digest into the signature.
    public static Increment sign(
            ByteSource file,
            RunningDigest upTo,
            SignatureRequest request,
            Function<byte[], byte[]> cms,
            Supplier<ValidationData> data)
            throws PdfRefused {
        throw new UnsupportedOperationException();
    }
}

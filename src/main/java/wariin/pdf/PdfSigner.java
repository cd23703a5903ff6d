package wariin.pdf;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Appends signatures, validation data and document time-stamps to a file whose digest state was kept.
/// The state given is never changed; the one in the result belongs to the caller.
public final class PdfSigner {

    private static final int STRUCTURE = 4096;

    private PdfSigner() {}

    /// The increment of a signature, all but the signature itself.
    public static SignatureDraft draft(ByteSource file, RunningDigest upTo, SignatureRequest request)
            throws PdfRefused {
        return Guard.call(() -> {
            var open = open(PdfReader.open(file), upTo, request);
            return new SignatureDraft(open.bytes(), open.holeOffset(), open.holeBytes(), open.documentDigest());
        });
    }

    /// Appends certificates and status for the newest signature to the document security store.
    public static Increment validationData(ByteSource file, RunningDigest upTo, ValidationData data) throws PdfRefused {
        return Guard.call(() -> {
            var reader = PdfReader.open(file);
            var digest = upTo.copy();
            return new Increment(store(reader, digest, data, null), digest);
        });
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
        var open = Guard.call(() -> {
            var revision = new SignatureRevision(PdfReader.open(file), upTo, field, STRUCTURE + 2 * tokenBytes);
            return revision.stamp(tokenBytes, extra);
        });
        var digest = open.close(stamp.apply(open.documentDigest()));
        return new Increment(open.bytes(), digest);
    }

    /// Signature and validation data in one pass, two updates in one increment: `cms` turns the document digest into
    /// the signature, and `data` is asked after that.
    public static Increment sign(
            ByteSource file,
            RunningDigest upTo,
            SignatureRequest request,
            Function<byte[], byte[]> cms,
            Supplier<ValidationData> data)
            throws PdfRefused {
        var reader = Guard.call(() -> PdfReader.open(file));
        var open = Guard.call(() -> open(reader, upTo, request));
        var signature = cms.apply(open.documentDigest());
        var digest = open.close(signature);
        var given = data.get();
        var contents = new byte[(open.holeBytes() - 2) / 2];
        System.arraycopy(signature, 0, contents, 0, signature.length);
        var store = Guard.call(() -> store(reader, digest, given, contents));

        var bytes = new byte[open.bytes().length + store.length];
        System.arraycopy(open.bytes(), 0, bytes, 0, open.bytes().length);
        System.arraycopy(store, 0, bytes, open.bytes().length, store.length);
        return new Increment(bytes, digest);
    }

    private static SignatureRevision.Open open(PdfReader reader, RunningDigest upTo, SignatureRequest request)
            throws PdfRefused {
        var expected = STRUCTURE + 2 * request.cmsBytes();
        for (var image : request.appearance().packed().images()) {
            expected += image.rgb().length + (image.alpha() == null ? 0 : image.alpha().length) + 400;
        }
        expected += request.appearance().packed().content().length;
        return new SignatureRevision(reader, upTo, request.field(), expected).sign(request);
    }

    private static byte[] store(PdfReader reader, RunningDigest digest, ValidationData data, byte @Nullable [] contents)
            throws PdfRefused {
        if (digest.length() != reader.source().length())
            throw new IllegalArgumentException("The digest is not of this file");
        var bytes = new ValidationRevision(reader, data).write(data, contents, PdfPreparation.identifier(digest));
        digest.update(bytes, 0, bytes.length);
        return bytes;
    }
}

package wariin.bench;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;
import wariin.pdf.Appearance;
import wariin.pdf.ByteSource;
import wariin.pdf.Increment;
import wariin.pdf.PadesCms;
import wariin.pdf.PdfSigner;
import wariin.pdf.RunningDigest;
import wariin.pdf.SignatureRequest;
import wariin.pdf.TestPki;
import wariin.pdf.TestPki.Holder;
import wariin.pdf.ValidationData;

/// Wariin: signature, time-stamp and validation data in one pass; the signature is verified before it is used.
final class OwnPath {

    private final BenchTsa tsa;
    private final Holder holder;
    private final ValidationData data;
    private final Appearance stamp = BenchStamp.appearance();

    OwnPath(BenchTsa tsa, Holder holder, ValidationData data) {
        this.tsa = tsa;
        this.holder = holder;
        this.data = data;
    }

    /// Hashes the document first, as if it had come from somewhere else.
    Increment whole(BenchDocument document) throws Exception {
        var source = ByteSource.of(document.bytes());
        return sign(source, RunningDigest.over(source), document.firstField(), true);
    }

    /// With the digest state kept from before.
    Increment sign(ByteSource file, RunningDigest upTo, String field, boolean first) throws Exception {
        var chain = TestPki.INSTANCE.chain(holder);
        var request = new SignatureRequest(
                field,
                stamp,
                "Hanako Test",
                "Conclusion of the contract",
                "Tokyo",
                Instant.now(),
                first,
                false,
                PadesCms.sizeOf(chain, holder.algorithm(), tsa.tokenSize()),
                Map.of());
        return PdfSigner.sign(file, upTo, request, this::cms, () -> data);
    }

    private byte[] cms(byte[] documentDigest) {
        var attributes = PadesCms.signedAttributes(holder.certificate(), documentDigest);
        var signature = holder.sign(attributes);
        BenchTsa.requireValid(holder, attributes, signature);
        var token = tsa.stamp(sha256(signature));
        return PadesCms.assemble(attributes, signature, holder.algorithm(), TestPki.INSTANCE.chain(holder), token);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

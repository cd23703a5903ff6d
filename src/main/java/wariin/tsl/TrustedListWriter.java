package wariin.tsl;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wariin.tsl.ListVerdict.Fault;

/// Writes and signs lists: the XML is in exclusive canonical form as it is written, so that hashing it needs no second
/// pass; the signature is an enveloped XAdES-B-B (TS 119 612, 5.7; EN 319 132-1).
public final class TrustedListWriter {
    private TrustedListWriter() {}

    /// Everything that forbids to sign this list, alone and as successor of the one before.
    public static List<Fault> faults(TrustedList list, @Nullable TrustedList before) {
        var faults = new ArrayList<>(ListRules.faults(list));
        if (before != null) faults.addAll(SuccessorRules.faults(before, list));
        return faults;
    }

    /// Refuses a list with faults, and a signer who may not sign it.
    public static SignedList write(TrustedList list, ListSigner signer, Instant signingTime) {
        var faults = new ArrayList<>(ListRules.faults(list));
        faults.addAll(SignerRules.faults(signer.certificate(), list.scheme(), signingTime));
        if (!faults.isEmpty()) throw new MalformedList(faults);
        var body = ListBody.of(list);
        var signature = ListSignatureWriter.sign(digest(body), signer, signingTime);
        return finish(body, new KeptSignature(signature));
    }

    /// The published bytes again; refuses if the signature was not made over this list.
    public static byte[] rebuild(TrustedList list, KeptSignature kept) {
        var body = ListBody.of(list);
        if (!ListSignatureWriter.isOver(digest(body), kept.xml())) {
            throw new IllegalArgumentException("The signature was made over another list than this");
        }
        return finish(body, kept).xml();
    }

    /// The list without its signature is what is signed: in canonical form it is what was written, and its end.
    private static byte[] digest(CanonicalXml body) {
        var digest = ListSignatureWriter.sha256();
        body.into(digest);
        return digest.digest(ListBody.END.getBytes(StandardCharsets.US_ASCII));
    }

    private static SignedList finish(CanonicalXml body, KeptSignature signature) {
        var xml = body.raw(signature.xml().getBytes(StandardCharsets.UTF_8))
                .raw(ListBody.END)
                .toBytes();
        return new SignedList(xml, ListSignatureWriter.sha256().digest(xml), signature);
    }
}

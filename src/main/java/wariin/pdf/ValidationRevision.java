package wariin.pdf;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wariin.pdf.PdfValue.Array;
import wariin.pdf.PdfValue.Dict;
import wariin.pdf.PdfValue.Ref;
import wariin.pdf.PdfValue.Stream;

/// The update that adds certificates and status to the document security store (EN 319 142-1, 5.4.2).
final class ValidationRevision {

    private record Known(Ref ref, byte[] bytes) {}

    private final PdfReader reader;
    private final Revision revision;

    ValidationRevision(PdfReader reader, ValidationData data) {
        this.reader = reader;
        var bytes = 2048;
        for (var list : List.of(data.certificates(), data.ocspResponses(), data.crls())) {
            for (var item : list) bytes += item.length + 120;
        }
        this.revision = new Revision(reader, bytes);
    }

    /// `signature` is the value that the data are for; null asks for the newest in the file.
    byte[] write(ValidationData data, byte @Nullable [] contents, byte[] idSeed) throws PdfRefused {
        var catalog = reader.catalog();
        var old = reader.dict(catalog.get("DSS"));
        var store = old == null ? Dict.empty().withName("Type", "DSS") : old.copy();
        var certificates = merge(store, "Certs", data.certificates());
        var ocsp = merge(store, "OCSPs", data.ocspResponses());
        var crls = merge(store, "CRLs", data.crls());
        var signature = contents == null ? newestContents() : contents;
        if (signature != null) {
            var related = Dict.empty();
            if (!certificates.isEmpty()) related.with("Cert", new Array(certificates));
            if (!ocsp.isEmpty()) related.with("OCSP", new Array(ocsp));
            if (!crls.isEmpty()) related.with("CRL", new Array(crls));
            relate(store, sha1(signature), related);
        }
        if (old != null && catalog.get("DSS") instanceof Ref ref) revision.put(ref, store);
        else revision.put(reader.catalogRef(), catalog.copy().with("DSS", revision.add(store)));
        return revision.finish(idSeed);
    }

    /// Adds what the store does not hold yet, and returns the references of all that was given.
    private List<PdfValue> merge(Dict store, String key, List<byte[]> given) throws PdfRefused {
        var known = new ArrayList<Known>();
        for (var item : reader.array(store.get(key))) {
            if (item instanceof Ref ref && reader.object(ref.number()) instanceof Stream stream) {
                known.add(new Known(ref, reader.decoded(stream)));
            }
        }
        var all = new ArrayList<>(reader.array(store.get(key)));
        var related = new ArrayList<PdfValue>();
        for (var bytes : given) {
            var ref = find(known, bytes);
            if (ref == null) {
                ref = revision.addStream(Dict.empty(), bytes);
                known.add(new Known(ref, bytes));
                all.add(ref);
            }
            if (!related.contains(ref)) related.add(ref);
        }
        if (!all.isEmpty()) store.with(key, new Array(all));
        return related;
    }

    private static @Nullable Ref find(List<Known> known, byte[] bytes) {
        for (var item : known) if (Arrays.equals(item.bytes, bytes)) return item.ref;
        return null;
    }

    private void relate(Dict store, String key, Dict related) throws PdfRefused {
        var old = reader.dict(store.get("VRI"));
        var all = (old == null ? Dict.empty() : old.copy()).with(key, related);
        if (old != null && store.get("VRI") instanceof Ref ref) revision.put(ref, all);
        else store.with("VRI", all);
    }

    private byte @Nullable [] newestContents() throws PdfRefused {
        var newest = -1L;
        byte[] contents = null;
        for (var field : new FormFields(reader).signatures()) {
            if (!(field.value() instanceof Ref ref)) continue;
            if (!(reader.entry(ref.number()) instanceof XrefEntry.InFile(var offset, var _)) || offset <= newest)
                continue;
            var value = reader.dict(ref);
            var found = value == null ? null : reader.string(value.get("Contents"));
            if (found == null) continue;
            newest = offset;
            contents = found;
        }
        return contents;
    }

    /// The whole string is hashed, padding included; SHA-1 is only a name here.
    private static String sha1(byte[] contents) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(contents));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

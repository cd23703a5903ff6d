package wariin.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wariin.pdf.PdfRefused.Reason;
import wariin.pdf.PdfValue.Array;
import wariin.pdf.PdfValue.Dict;
import wariin.pdf.PdfValue.Ref;

/// The update that fills a field with a signature or a document time-stamp (ISO 32000-2, 12.8.1; EN 319 142-1, 5.4).
final class SignatureRevision {

    /// The increment with an empty hole, the digest state at the hole, and the digest of all but the hole.
    record Open(byte[] bytes, int holeOffset, int holeBytes, RunningDigest atHole, byte[] documentDigest, Ref value) {

        /// Fills the hole and gives the state after the increment; every byte but the last few was hashed once.
        RunningDigest close(byte[] content) {
            SignatureDraft.fill(bytes, holeOffset, holeBytes, content);
            atHole.update(bytes, holeOffset, bytes.length - holeOffset);
            return atHole;
        }
    }

    /// Wide enough for files of any size: `[0 ` and three numbers of at most 13 digits.
    private static final int RANGE_WIDTH = 48;

    private final PdfReader reader;
    private final RunningDigest upTo;
    private final Revision revision;
    private final FormFields form;
    private final FormField field;

    SignatureRevision(PdfReader reader, RunningDigest upTo, String fieldName, int expected) throws PdfRefused {
        if (upTo.length() != reader.source().length())
            throw new IllegalArgumentException("The digest is not of this file");
        this.reader = reader;
        this.upTo = upTo;
        this.form = new FormFields(reader);
        var found = form.find(fieldName);
        if (found == null || !found.isSignature() || found.isFilled()) {
            throw new PdfRefused(Reason.NO_SUCH_FIELD, "no open signature field " + fieldName);
        }
        this.field = found;
        this.revision = new Revision(reader, expected);
    }

    Open sign(SignatureRequest request) throws PdfRefused {
        var value = revision.next();
        var tree = new PageTree(reader);
        var box = tree.box(field.dict().get("Rect"));
        var filled = field.dict().copy().with("V", value);
        if (box != null && !box.isEmpty()) {
            var look = AppearanceWriter.write(revision, request.appearance(), box, rotation(tree));
            filled.with("AP", Dict.empty().with("N", look));
        }
        revision.put(field.ref(), filled);
        var certify = request.certify() && isFirst();
        if (certify) certifyWith(value);
        requireFlags();
        var head = Dict.empty()
                .withName("Type", "Sig")
                .withName("Filter", "Adobe.PPKLite")
                .withName("SubFilter", "ETSI.CAdES.detached")
                .with("M", PdfText.date(request.claimedTime()));
        text(head, "Name", request.signerName());
        text(head, "Reason", request.reason());
        text(head, "Location", request.location());
        var references = references(certify, request.lockAll());
        if (!references.isEmpty()) head.with("Reference", new Array(references));
        return close(value, head, request.extra(), request.cmsBytes());
    }

    Open stamp(int tokenBytes, Map<String, String> extra) throws PdfRefused {
        var value = revision.next();
        revision.put(field.ref(), field.dict().copy().with("V", value));
        requireFlags();
        var head = Dict.empty()
                .withName("Type", "DocTimeStamp")
                .withName("Filter", "Adobe.PPKLite")
                .withName("SubFilter", "ETSI.RFC3161");
        return close(value, head, extra, tokenBytes);
    }

    private static void text(Dict dict, String key, String text) {
        if (!text.isEmpty()) dict.with(key, PdfText.text(text));
    }

    private Open close(Ref value, Dict head, Map<String, String> extra, int contentBytes) throws PdfRefused {
        extra.forEach((key, text) -> head.with(key, PdfText.text(text)));
        var out = revision.begin(value).out();
        out.text("<<").entries(head);
        out.text("/ByteRange ");
        var range = out.length();
        out.fill(' ', RANGE_WIDTH).text("/Contents ");
        var hole = out.length();
        out.one('<').fill('0', contentBytes * 2).one('>').text(">>");
        revision.end();
        var length = contentBytes * 2 + 2;
        var bytes = revision.finish(PdfPreparation.identifier(upTo));
        writeRange(bytes, range, hole, length);

        var atHole = upTo.copy();
        atHole.update(bytes, 0, hole);
        var whole = atHole.copy();
        whole.update(bytes, hole + length, bytes.length - hole - length);
        return new Open(bytes, hole, length, atHole, whole.digest(), value);
    }

    private void writeRange(byte[] bytes, int at, int hole, int length) {
        var before = upTo.length() + hole;
        var text = "[0 " + before + " " + (before + length) + " " + (bytes.length - hole - length) + "]";
        for (var n = 0; n < text.length(); n++) bytes[at + n] = (byte) text.charAt(n);
    }

    /// Fields made here say their rotation themselves; for others the page is asked.
    private int rotation(PageTree tree) throws PdfRefused {
        var look = reader.dict(field.dict().get("MK"));
        if (look != null && look.get("R") != null) return (int) Math.floorMod(reader.number(look.get("R"), 0), 360L);
        return tree.rotationOf(field.dict().get("P"));
    }

    /// A certification must be the first signature (ISO 32000-2, 12.8.2.2); with an earlier one it is left out.
    private boolean isFirst() throws PdfRefused {
        var state = new SignedState(reader, form.all());
        return !state.isSigned() && !state.isCertified();
    }

    private void certifyWith(Ref value) throws PdfRefused {
        var catalog = reader.catalog();
        var permissions = reader.dict(catalog.get("Perms"));
        var grown = (permissions == null ? Dict.empty() : permissions.copy()).with("DocMDP", value);
        if (permissions != null && catalog.get("Perms") instanceof Ref ref) revision.put(ref, grown);
        else revision.put(reader.catalogRef(), catalog.copy().with("Perms", grown));
    }

    /// Ours are set when the fields are made; a file with fields from elsewhere may lack them.
    private void requireFlags() throws PdfRefused {
        var catalog = reader.catalog();
        var dict = form.form();
        if (dict == null || reader.number(dict.get("SigFlags"), 0) == 3) return;
        var flagged = dict.copy().with("SigFlags", 3);
        if (catalog.get("AcroForm") instanceof Ref ref) revision.put(ref, flagged);
        else if (!revision.has(reader.catalogRef())) {
            revision.put(reader.catalogRef(), catalog.copy().with("AcroForm", flagged));
        }
    }

    private List<PdfValue> references(boolean certify, boolean lockAll) throws PdfRefused {
        var references = new ArrayList<PdfValue>();
        if (certify) references.add(reference("DocMDP", Dict.empty().with("P", 2)));
        var lock = reader.dict(field.dict().get("Lock"));
        if (lockAll) references.add(reference("FieldMDP", lockingAll()));
        else if (lock != null) references.add(reference("FieldMDP", lockingAs(lock)));
        return references;
    }

    private Dict reference(String method, Dict parameters) throws PdfRefused {
        parameters.withName("Type", "TransformParams").withName("V", "1.2");
        var reference = Dict.empty()
                .withName("Type", "SigRef")
                .withName("TransformMethod", method)
                .with("TransformParams", parameters);
        return method.equals("FieldMDP") ? reference.with("Data", reader.catalogRef()) : reference;
    }

    /// All fields but the invisible ones that wait for document time-stamps.
    private Dict lockingAll() throws PdfRefused {
        var open = new ArrayList<PdfValue>();
        for (var other : form.signatures()) {
            var box = new PageTree(reader).box(other.dict().get("Rect"));
            var waits = !other.isFilled() && !other.ref().equals(field.ref()) && (box == null || box.isEmpty());
            if (waits) open.add(PdfText.text(other.name()));
        }
        if (open.isEmpty()) return Dict.empty().withName("Action", "All");
        return Dict.empty().withName("Action", "Exclude").with("Fields", new Array(open));
    }

    private Dict lockingAs(Dict lock) throws PdfRefused {
        var parameters = Dict.empty();
        for (var key : List.of("Action", "Fields", "P")) {
            var value = lock.get(key);
            if (value != null) parameters.with(key, reader.follow(value));
        }
        return parameters;
    }
}

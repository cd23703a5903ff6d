package wariin.pdf;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import wariin.pdf.PdfRefused.Reason;
import wariin.pdf.PdfValue.Bool;

/// Checks an upload and appends all signature fields before anybody signs.
public final class PdfPreparation {

    private static final int PLACES = 500;

    /// What the sender should know about the file before sending it.
    public enum Notice {
        /// The file was broken and has been written anew.
        REPAIRED,
        /// Was broken in a way that had already destroyed an earlier signature; that signature stays invalid.
        SIGNATURE_LOST,
        /// Somebody has signed it before; it was left as it is.
        SIGNED_ALREADY,
        /// Contains JavaScript.
        JAVASCRIPT,
        /// Contains layers that can be shown and hidden.
        LAYERS,
        /// Contains annotations that lie hidden.
        HIDDEN_CONTENT,
        /// Has form fields that can still be filled in.
        FORM_FIELDS,
        /// Has files attached.
        ATTACHMENTS,
        /// Opens or sends to something outside the file by itself.
        EXTERNAL_CONTENT,
        /// Acts by itself when it is opened, closed or printed.
        ACTIONS,
        /// An XFA form was switched off; its plain form stays.
        XFA_REMOVED
    }

    /// `repaired` replaces the upload where present; `fields` is appended. The names are in the order of the places,
    /// changed only where the file had a field of that name.
    public record Prepared(
            Optional<byte[]> repaired,
            Increment fields,
            List<Notice> notices,
            List<String> fieldNames,
            String timestampField) {}

    private PdfPreparation() {}

    public static Prepared prepare(ByteSource upload, List<FieldPlace> places) throws PdfRefused {
        return prepare(upload, RunningDigest.over(upload), places);
    }

    /// The same where the digest was computed while the upload came in.
    public static Prepared prepare(ByteSource upload, RunningDigest upTo, List<FieldPlace> places) throws PdfRefused {
        if (upTo.length() != upload.length()) throw new IllegalArgumentException("The digest is not of this upload");
        if (places.size() > PLACES) throw new PdfRefused(Reason.TOO_MANY_FIELDS, places.size() + " places");
        return Guard.call(() -> {
            try {
                return prepareWhole(upload, upTo, places, Optional.empty());
            } catch (PdfRefused e) {
                if (e.reason() != Reason.DAMAGED && e.reason() != Reason.NO_PAGES) throw e;
                return prepareRepaired(upload, places, e);
            }
        });
    }

    private static Prepared prepareRepaired(ByteSource upload, List<FieldPlace> places, PdfRefused damage)
            throws PdfRefused {
        if (Damage.holdsSignature(upload)) {
            throw new PdfRefused(Reason.DAMAGED_AND_SIGNED, damage.getMessage(), damage);
        }
        var repaired = Repair.rewrite(upload, damage);
        var source = ByteSource.of(repaired);
        return prepareWhole(source, RunningDigest.over(source), places, Optional.of(repaired));
    }

    private static Prepared prepareWhole(
            ByteSource source, RunningDigest upTo, List<FieldPlace> places, Optional<byte[]> repaired)
            throws PdfRefused {
        var reader = PdfReader.open(source);
        var pages = new PageTree(reader).pages();
        var fields = new FormFields(reader).all();
        var state = new SignedState(reader, fields);
        var signed = state.isSigned();
        if (!signed) Damage.refuse(reader);
        state.requireChangesAllowed();
        requireOnPage(places, pages);
        var notices = notices(reader, pages, fields, signed);
        if (repaired.isPresent()) {
            notices.add(Notice.REPAIRED);
            if (notices.remove(Notice.SIGNED_ALREADY)) notices.add(Notice.SIGNATURE_LOST);
        }

        var revision = new FieldRevision(reader, pages, fields, signed);
        var bytes = revision.write(places, identifier(upTo));
        var digest = upTo.copy();
        digest.update(bytes, 0, bytes.length);
        var names = revision.names();
        return new Prepared(
                repaired,
                new Increment(bytes, digest),
                List.copyOf(notices),
                List.copyOf(names.subList(0, names.size() - 1)),
                names.getLast());
    }

    private static void requireOnPage(List<FieldPlace> places, List<Page> pages) throws PdfRefused {
        for (var place : places) {
            if (place.page() < 0
                    || place.page() >= pages.size()
                    || !pages.get(place.page()).shows(place)) {
                throw new PdfRefused(Reason.FIELD_OUTSIDE_PAGE, "field " + place.name());
            }
        }
    }

    private static Set<Notice> notices(PdfReader reader, List<Page> pages, List<FormField> fields, boolean signed)
            throws PdfRefused {
        var notices = EnumSet.noneOf(Notice.class);
        var form = new FormFields(reader).form();
        if (form != null && form.get("XFA") != null) {
            if (reader.follow(reader.catalog().get("NeedsRendering")) instanceof Bool(var dynamic) && dynamic) {
                throw new PdfRefused(Reason.DYNAMIC_FORM, "XFA with /NeedsRendering");
            }
            if (!signed) notices.add(Notice.XFA_REMOVED);
        }
        if (signed) notices.add(Notice.SIGNED_ALREADY);
        notices.addAll(new Inspection(reader).look(pages, fields));
        return notices;
    }

    /// The changing half of `/ID`: sixteen bytes that differ as soon as the file before differs.
    static byte[] identifier(RunningDigest upTo) {
        return Arrays.copyOf(upTo.digest(), 16);
    }
}

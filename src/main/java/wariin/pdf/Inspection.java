package wariin.pdf;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wariin.pdf.PdfPreparation.Notice;
import wariin.pdf.PdfValue.Array;
import wariin.pdf.PdfValue.Dict;

/// Looks for what a signer should know: parts of the file that act, hide or come from elsewhere (section 12.6, 8.11).
final class Inspection {

    private static final int PAGES_LOOKED_AT = 500;
    private static final int HIDDEN = 1 << 1;
    private static final int NO_VIEW = 1 << 5;
    private static final Set<String> LEAVING = Set.of("Launch", "URI", "GoToR", "SubmitForm", "ImportData", "GoToE");

    private final PdfReader reader;
    private final Set<Notice> notices = EnumSet.noneOf(Notice.class);

    Inspection(PdfReader reader) {
        this.reader = reader;
    }

    Set<Notice> look(List<Page> pages, List<FormField> fields) throws PdfRefused {
        catalog(reader.catalog());
        for (var field : fields) if (!field.isSignature() && !field.type().isEmpty()) notices.add(Notice.FORM_FIELDS);
        for (var page : pages.subList(0, Math.min(pages.size(), PAGES_LOOKED_AT))) {
            var dict = reader.dict(page.ref());
            if (dict == null) continue;
            additionalActions(dict);
            for (var item : reader.array(dict.get("Annots"))) {
                if (reader.dict(item) instanceof Dict annotation) annotation(annotation);
            }
        }
        return notices;
    }

    private void catalog(Dict catalog) throws PdfRefused {
        var names = reader.dict(catalog.get("Names"));
        if (names != null && reader.dict(names.get("JavaScript")) != null) notices.add(Notice.JAVASCRIPT);
        if (names != null && reader.dict(names.get("EmbeddedFiles")) != null) notices.add(Notice.ATTACHMENTS);
        if (!reader.array(catalog.get("AF")).isEmpty()) notices.add(Notice.ATTACHMENTS);
        var layers = reader.dict(catalog.get("OCProperties"));
        if (layers != null && !reader.array(layers.get("OCGs")).isEmpty()) notices.add(Notice.LAYERS);
        action(catalog.get("OpenAction"));
        additionalActions(catalog);
    }

    private void additionalActions(Dict owner) throws PdfRefused {
        if (!(reader.dict(owner.get("AA")) instanceof Dict actions)) return;
        for (var action : actions.entries().values()) {
            notices.add(Notice.ACTIONS);
            action(action);
        }
    }

    private void annotation(Dict annotation) throws PdfRefused {
        var flags = reader.number(annotation.get("F"), 0);
        var subtype = reader.name(annotation.get("Subtype"));
        if ((flags & (HIDDEN | NO_VIEW)) != 0 && !"Popup".equals(subtype)) notices.add(Notice.HIDDEN_CONTENT);
        if ("FileAttachment".equals(subtype)) notices.add(Notice.ATTACHMENTS);
        if (!"Link".equals(subtype)) action(annotation.get("A"));
        additionalActions(annotation);
    }

    private void action(@Nullable PdfValue value) throws PdfRefused {
        if (value == null || value instanceof Array || !(reader.dict(value) instanceof Dict action)) return;
        var kind = reader.name(action.get("S"));
        if ("JavaScript".equals(kind)) notices.add(Notice.JAVASCRIPT);
        else if (kind != null && LEAVING.contains(kind)) notices.add(Notice.EXTERNAL_CONTENT);
    }
}

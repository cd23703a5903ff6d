package wariin.pdf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wariin.pdf.Page.Box;
import wariin.pdf.PdfValue.Array;
import wariin.pdf.PdfValue.Bool;
import wariin.pdf.PdfValue.Dict;
import wariin.pdf.PdfValue.Num;
import wariin.pdf.PdfValue.Ref;

/// The update that gives a file its signature fields, all before the first signature: later ones only fill them.
final class FieldRevision {

    /// Print and locked (ISO 32000-2, table 167).
    static final int FLAGS = 132;

    private static final String TIMESTAMP_FIELD = "Wariin document time-stamp";

    private final PdfReader reader;
    private final List<Page> pages;
    private final boolean signed;
    private final Revision revision;
    private final Set<String> taken = new HashSet<>();
    private final List<PdfValue> fields = new ArrayList<>();
    private final Map<Page, List<PdfValue>> widgets = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();

    FieldRevision(PdfReader reader, List<Page> pages, List<FormField> existing, boolean signed) {
        this.reader = reader;
        this.pages = pages;
        this.signed = signed;
        this.revision = new Revision(reader, 8192);
        for (var field : existing) {
            taken.add(field.name());
            taken.add(field.name().replaceAll("\\..*", ""));
        }
    }

    List<String> names() {
        return names;
    }

    /// The name of the invisible field for the final time-stamp comes last in [#names].
    byte[] write(List<FieldPlace> places, byte[] idSeed) throws PdfRefused {
        var blank = revision.next();
        for (var place : places) {
            var page = pages.get(place.page());
            add(place.name(), page, page.toUserSpace(place), Dict.empty().with("N", blank));
        }
        var home = places.isEmpty()
                ? pages.getFirst()
                : pages.get(places.getFirst().page());
        add(TIMESTAMP_FIELD, home, new Box(0, 0, 0, 0), null);
        var form = Dict.empty()
                .withName("Type", "XObject")
                .withName("Subtype", "Form")
                .with("BBox", box(0, 0, 1, 1));
        revision.putStream(blank, form, new byte[0]);
        writeWidgets();
        writeForm();
        return revision.finish(idSeed);
    }

    private void add(String wanted, Page page, Box box, @Nullable Dict appearance) throws PdfRefused {
        var name = wanted;
        for (var n = 2; !taken.add(name); n++) name = wanted + " " + n;
        names.add(name);
        var dict = Dict.empty()
                .withName("Type", "Annot")
                .withName("Subtype", "Widget")
                .withName("FT", "Sig")
                .with("T", PdfText.text(name))
                .with("F", FLAGS)
                .with("P", page.ref())
                .with("Rect", box(box.left(), box.bottom(), box.right(), box.top()))
                .with("MK", Dict.empty().with("R", page.rotation()));
        if (appearance != null) dict.with("AP", appearance);
        var ref = revision.add(dict);
        fields.add(ref);
        widgets.computeIfAbsent(page, _ -> new ArrayList<>()).add(ref);
    }

    static Array box(double left, double bottom, double right, double top) {
        return new Array(List.of(number(left), number(bottom), number(right), number(top)));
    }

    static Num number(double value) {
        var thousandths = Math.round(value * 1000);
        if (thousandths % 1000 == 0) return Num.of(thousandths / 1000);
        var sign = thousandths < 0 ? "-" : "";
        var digits = Long.toString(Math.abs(thousandths % 1000) + 1000).substring(1);
        return new Num(sign + Math.abs(thousandths / 1000) + "." + digits);
    }

    /// Writes the annotation array where it is an object of its own, else the page; arrays may be shared by pages.
    private void writeWidgets() throws PdfRefused {
        var arrays = new LinkedHashMap<Ref, List<PdfValue>>();
        for (var entry : widgets.entrySet()) {
            var page = reader.dict(entry.getKey().ref());
            if (page == null) throw new IllegalStateException("A page that was there is gone");
            var annotations = new ArrayList<>(reader.array(page.get("Annots")));
            annotations.addAll(entry.getValue());
            if (page.get("Annots") instanceof Ref ref && reader.object(ref.number()) instanceof Array) {
                if (arrays.putIfAbsent(ref, annotations) != null)
                    arrays.get(ref).addAll(entry.getValue());
            } else {
                revision.put(entry.getKey().ref(), page.copy().with("Annots", new Array(annotations)));
            }
        }
        arrays.forEach((ref, items) -> revision.put(ref, new Array(items)));
    }

    /// Touches the smallest object that holds the list of fields and the flags.
    private void writeForm() throws PdfRefused {
        var catalog = reader.catalog();
        var old = reader.dict(catalog.get("AcroForm"));
        var form = old == null ? Dict.empty() : old.copy();
        var all = new ArrayList<>(reader.array(form.get("Fields")));
        all.addAll(fields);
        var changed = old == null;
        if (form.get("Fields") instanceof Ref ref && reader.object(ref.number()) instanceof Array) {
            revision.put(ref, new Array(all));
        } else {
            form.with("Fields", new Array(all));
            changed = true;
        }
        if (reader.number(form.get("SigFlags"), 0) != 3) {
            form.with("SigFlags", 3);
            changed = true;
        }
        if (!signed) changed |= tidy(form);
        if (!changed) return;
        if (catalog.get("AcroForm") instanceof Ref ref && old != null) revision.put(ref, form);
        else if (old != null) revision.put(reader.catalogRef(), catalog.copy().with("AcroForm", form));
        else revision.put(reader.catalogRef(), catalog.copy().with("AcroForm", revision.add(form)));
    }

    /// Viewers redraw fields where the form asks for it, which would change the file under the signatures.
    private boolean tidy(Dict form) throws PdfRefused {
        var changed = form.entries().remove("XFA") != null;
        if (reader.follow(form.get("NeedAppearances")) instanceof Bool(var needed) && needed) {
            form.entries().remove("NeedAppearances");
            changed = true;
        }
        return changed;
    }
}

package wariin.pdf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wariin.pdf.PdfRefused.Reason;
import wariin.pdf.PdfValue.Dict;
import wariin.pdf.PdfValue.Ref;

/// The interactive form (ISO 32000-2, 12.7): its fields by their full names.
final class FormFields {

    static final int LIMIT = 5000;

    private record Node(Ref ref, String prefix, String type) {}

    private final PdfReader reader;

    FormFields(PdfReader reader) {
        this.reader = reader;
    }

    @Nullable
    Dict form() throws PdfRefused {
        return reader.dict(reader.catalog().get("AcroForm"));
    }

    List<FormField> all() throws PdfRefused {
        var form = form();
        return form == null ? List.of() : below(reader.array(form.get("Fields")));
    }

    List<FormField> signatures() throws PdfRefused {
        return all().stream().filter(FormField::isSignature).toList();
    }

    /// Looks at the top of the form from its end, where our own fields are, before it walks the whole of it.
    @Nullable
    FormField find(String name) throws PdfRefused {
        var form = form();
        if (form == null) return null;
        for (var item : reader.array(form.get("Fields")).reversed()) {
            if (item instanceof Ref ref
                    && reader.object(ref.number()) instanceof Dict dict
                    && dict.get("Kids") == null
                    && name.equals(partial(dict))) {
                return field(ref, dict, name, "");
            }
        }
        return all().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private List<FormField> below(List<PdfValue> top) throws PdfRefused {
        var fields = new ArrayList<FormField>();
        var seen = new HashSet<Integer>();
        var waiting = new ArrayDeque<Node>();
        for (var item : top.reversed()) if (item instanceof Ref ref) waiting.push(new Node(ref, "", ""));
        while (!waiting.isEmpty()) {
            var node = waiting.pop();
            if (!seen.add(node.ref.number())) continue;
            if (seen.size() > LIMIT) throw new PdfRefused(Reason.TOO_MANY_FIELDS, "more than " + LIMIT + " fields");
            if (reader.object(node.ref.number()) instanceof Dict dict) visit(node, dict, waiting, fields);
        }
        return fields;
    }

    private void visit(Node node, Dict dict, ArrayDeque<Node> waiting, List<FormField> fields) throws PdfRefused {
        var name = join(node.prefix, partial(dict));
        var type = reader.name(dict.get("FT"));
        if (type == null) type = node.type;
        var kids = fieldKids(dict);
        if (kids.isEmpty()) fields.add(field(node.ref, dict, name, type));
        for (var kid : kids.reversed()) waiting.push(new Node(kid, name, type));
    }

    /// Kids without a name of their own are only the places where the field shows.
    private List<Ref> fieldKids(Dict dict) throws PdfRefused {
        var kids = new ArrayList<Ref>();
        for (var item : reader.array(dict.get("Kids"))) {
            if (item instanceof Ref ref && reader.dict(ref) instanceof Dict kid && kid.get("T") != null) kids.add(ref);
        }
        return kids;
    }

    private FormField field(Ref ref, Dict dict, String name, String inherited) throws PdfRefused {
        var type = reader.name(dict.get("FT"));
        if (type == null) type = inherited;
        return new FormField(ref, dict, name, type);
    }

    private @Nullable String partial(Dict dict) throws PdfRefused {
        var bytes = reader.string(dict.get("T"));
        return bytes == null ? null : PdfText.decode(bytes);
    }

    private static String join(String prefix, @Nullable String partial) {
        if (partial == null) return prefix;
        return prefix.isEmpty() ? partial : prefix + "." + partial;
    }
}

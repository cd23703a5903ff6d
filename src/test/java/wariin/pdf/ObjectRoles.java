package wariin.pdf;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wariin.pdf.PdfValue.Array;
import wariin.pdf.PdfValue.Ref;
import wariin.pdf.PdfValue.Stream;

/// What the replaced objects were in the file before, as far as an update may touch them at all.
final class ObjectRoles {

    sealed interface Role {
        record Catalog() implements Role {}

        record Form() implements Role {}

        record FieldList() implements Role {}

        record Field(FormField field) implements Role {}

        record FieldAppearance(FormField field) implements Role {}

        record PageObject(int number) implements Role {}

        record Annotations(int number) implements Role {}

        record SecurityStore() implements Role {}

        record Permissions() implements Role {}

        record Metadata() implements Role {}

        record Information() implements Role {}
    }

    private final PdfReader reader;
    private final Map<Integer, Role> roles = new HashMap<>();

    ObjectRoles(PdfReader reader) {
        this.reader = reader;
    }

    /// Looks only as long as one of the objects has no role yet: pages come last, there are many of them.
    Map<Integer, Role> find(Set<Integer> wanted) throws PdfRefused {
        var catalog = reader.catalog();
        give(catalog.get("DSS"), new Role.SecurityStore());
        for (var number : Values.reachable(reader, catalog.get("DSS"), _ -> {})) {
            if (!(reader.object(number) instanceof Stream)) roles.put(number, new Role.SecurityStore());
        }
        fields();
        give(catalog.get("Metadata"), new Role.Metadata());
        give(reader.trailer("Info"), new Role.Information());
        give(catalog.get("Perms"), new Role.Permissions());
        give(reader.catalogRef(), new Role.Catalog());
        if (roles.keySet().containsAll(wanted)) return roles;
        pages();
        return roles;
    }

    private void fields() throws PdfRefused {
        var forms = new FormFields(reader);
        var form = forms.form();
        if (form == null) return;
        for (var field : forms.all()) {
            if (!field.isFilled() || !field.isSignature()) appearances(field);
            give(field.ref(), new Role.Field(field));
            for (var kid : reader.array(field.dict().get("Kids"))) give(kid, new Role.Field(field));
        }
        give(form.get("Fields"), new Role.FieldList());
        give(reader.catalog().get("AcroForm"), new Role.Form());
    }

    /// Only the streams that draw the field itself; what they share with others may not change.
    private void appearances(FormField field) throws PdfRefused {
        var look = reader.dict(field.dict().get("AP"));
        if (look == null) return;
        var normal = look.get("N");
        if (normal instanceof Ref ref && reader.object(ref.number()) instanceof Stream) {
            give(ref, new Role.FieldAppearance(field));
        }
    }

    private void pages() throws PdfRefused {
        var number = 0;
        for (var page : new PageTree(reader).pages()) {
            number++;
            give(page.ref(), new Role.PageObject(number));
            var dict = reader.dict(page.ref());
            var annotations = dict == null ? null : dict.get("Annots");
            if (annotations instanceof Ref ref && reader.object(ref.number()) instanceof Array) {
                give(ref, new Role.Annotations(number));
            }
        }
    }

    /// An object in two roles keeps the first only if they agree: else it has none, and may not change.
    private void give(@Nullable PdfValue value, Role role) {
        if (value instanceof Ref(var number, var _)) roles.putIfAbsent(number, role);
    }
}

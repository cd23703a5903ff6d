package wariin.pdf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wariin.pdf.ObjectRoles.Role;
import wariin.pdf.PdfValue.Dict;

/// The allow-list: what an update after a signature may do to each kind of object.
final class UpdateRules {

    private static final Set<String> CATALOG = Set.of("AcroForm", "DSS", "Extensions", "Perms", "Metadata", "Version");
    private static final Set<String> ADDED_TO_FORM = Set.of("DR", "DA");
    private static final Set<String> FIELD = Set.of("V", "AP", "AS", "F", "M", "MK", "I", "RV");
    private static final Set<String> INFORMATION = Set.of("ModDate", "Producer");

    private final PdfReader before;
    private final PdfReader after;
    private final Locks locks;
    private final List<String> allowed;
    private final List<String> violations;

    UpdateRules(PdfReader before, PdfReader after, List<String> allowed, List<String> violations) throws PdfRefused {
        this.before = before;
        this.after = after;
        this.locks = Locks.of(before);
        this.allowed = allowed;
        this.violations = violations;
    }

    void check(Role role, PdfValue old, PdfValue now) throws PdfRefused {
        switch (role) {
            case Role.Catalog _ -> catalog(asDict(old), asDict(now));
            case Role.Form _ -> form(asDict(old), asDict(now));
            case Role.FieldList _ -> fieldList(before.array(old), after.array(now));
            case Role.Field(var field) -> field(field, asDict(old), asDict(now));
            case Role.FieldAppearance(var field) -> allowed.add("appearance of field " + field.name());
            case Role.PageObject(var number) -> page(number, asDict(old), asDict(now));
            case Role.Annotations(var number) -> annotations(number, before.array(old), after.array(now));
            case Role.SecurityStore _ -> allowed.add("validation data");
            case Role.Permissions _ -> permissions(asDict(old), asDict(now));
            case Role.Metadata _ -> allowed.add("metadata");
            case Role.Information _ -> only(INFORMATION, "document information", asDict(old), asDict(now));
        }
    }

    private static Dict asDict(PdfValue value) {
        return value instanceof Dict dict ? dict : Dict.empty();
    }

    private void only(Set<String> keys, String what, Dict old, Dict now) throws PdfRefused {
        for (var key : Values.differences(before, old, after, now)) {
            if (!keys.contains(key)) violations.add(what + ": /" + key + " was changed");
        }
    }

    private void catalog(Dict old, Dict now) throws PdfRefused {
        only(CATALOG, "catalog", old, now);
        var oldForm = before.dict(old.get("AcroForm"));
        var newForm = after.dict(now.get("AcroForm"));
        if (newForm != null) form(oldForm == null ? Dict.empty() : oldForm, newForm);
        else if (oldForm != null) violations.add("the form was removed");
        if (!Values.same(before, old.get("DSS"), after, now.get("DSS"))) allowed.add("validation data");
        var oldPermissions = before.dict(old.get("Perms"));
        var newPermissions = after.dict(now.get("Perms"));
        if (newPermissions != null) permissions(oldPermissions == null ? Dict.empty() : oldPermissions, newPermissions);
        else if (oldPermissions != null) violations.add("the permissions were removed");
    }

    /// A certification belongs to the first signature, so after any signature there is nothing to be added.
    private void permissions(Dict old, Dict now) throws PdfRefused {
        only(Set.of(), "permissions", old, now);
    }

    private void form(Dict old, Dict now) throws PdfRefused {
        for (var key : Values.differences(before, old, after, now)) {
            if (key.equals("Fields") || key.equals("SigFlags")) continue;
            var added = ADDED_TO_FORM.contains(key) && (old.get(key) == null || key.equals("DR") && grown(old, now));
            if (!added) violations.add("form: /" + key + " was changed");
        }
        fieldList(before.array(old.get("Fields")), after.array(now.get("Fields")));
    }

    /// More resources by other names: what fields used so far looks as before.
    private boolean grown(Dict old, Dict now) throws PdfRefused {
        var before = resources(this.before, old);
        var after = resources(this.after, now);
        for (var kind : before.entries().keySet()) {
            var was = this.before.follow(before.get(kind));
            var is = this.after.follow(after.get(kind));
            if (was instanceof Dict names && is instanceof Dict more) {
                for (var name : names.entries().keySet()) {
                    if (!Values.same(this.before, names.get(name), this.after, more.get(name))) return false;
                }
            } else if (!Values.same(this.before, was, this.after, is)) return false;
        }
        return true;
    }

    private static Dict resources(PdfReader reader, Dict form) throws PdfRefused {
        var resources = reader.dict(form.get("DR"));
        return resources == null ? Dict.empty() : resources;
    }

    private void fieldList(List<PdfValue> old, List<PdfValue> now) throws PdfRefused {
        for (var added : added("field", old, now)) signatureField("field", added);
    }

    private void page(int number, Dict old, Dict now) throws PdfRefused {
        only(Set.of("Annots"), "page " + number, old, now);
        annotations(number, before.array(old.get("Annots")), after.array(now.get("Annots")));
    }

    private void annotations(int number, List<PdfValue> old, List<PdfValue> now) throws PdfRefused {
        for (var added : added("annotation of page " + number, old, now)) {
            signatureField("annotation of page " + number, added);
        }
    }

    /// What is new; whatever went missing is a violation.
    private List<PdfValue> added(String what, List<PdfValue> old, List<PdfValue> now) {
        var known = new HashSet<>(old);
        var still = new HashSet<>(now);
        if (!still.containsAll(known)) violations.add(what + " was removed");
        var added = new ArrayList<PdfValue>();
        for (var item : now) if (!known.contains(item)) added.add(item);
        return added;
    }

    /// A new field must be for a signature, and if it shows anything it must be signed in the same update.
    private void signatureField(String what, PdfValue item) throws PdfRefused {
        var field = after.dict(item);
        var type = field == null ? null : after.name(field.get("FT"));
        if (field != null && type == null) {
            var parent = after.dict(field.get("Parent"));
            if (parent != null) type = after.name(parent.get("FT"));
        }
        if (field == null || !"Sig".equals(type)) {
            violations.add(what + " was added");
            return;
        }
        if (after.dict(field.get("V")) == null && shows(field))
            violations.add(what + " that shows something was added");
        else describe(name(field), after.dict(field.get("V")));
    }

    private boolean shows(Dict field) throws PdfRefused {
        var box = new PageTree(after).box(field.get("Rect"));
        var look = after.dict(field.get("AP"));
        if (box == null || box.isEmpty() || look == null) return false;
        return !(after.follow(look.get("N")) instanceof PdfValue.Stream normal && after.raw(normal).length == 0);
    }

    private void field(FormField field, Dict old, Dict now) throws PdfRefused {
        if (field.isSignature() && field.isFilled()) {
            violations.add("the signed field " + field.name() + " was changed");
            return;
        }
        only(FIELD, "field " + field.name(), old, now);
        if (locks.isLocked(field.name())) violations.add("field " + field.name() + " was locked and changed");
        if (field.isSignature()) describe(field.name(), after.dict(now.get("V")));
        else if (locks.isClosed()) violations.add("field " + field.name() + " was changed in a closed document");
        else allowed.add("field " + field.name() + " was filled in");
    }

    private void describe(String name, @Nullable Dict value) throws PdfRefused {
        if (value == null) return;
        var stamp = "DocTimeStamp".equals(after.name(value.get("Type")))
                || "ETSI.RFC3161".equals(after.name(value.get("SubFilter")));
        var detail = (stamp ? "document time-stamp " : "signature ") + name;
        if (!stamp && locks.isClosed()) violations.add(detail + " was added to a closed document");
        else if (!allowed.contains(detail)) allowed.add(detail);
    }

    private String name(Dict field) throws PdfRefused {
        var bytes = after.string(field.get("T"));
        return bytes == null ? "" : PdfText.decode(bytes);
    }
}

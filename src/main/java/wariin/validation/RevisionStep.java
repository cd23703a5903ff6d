package wariin.validation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import wariin.validation.LaterChange.Kind;
import wariin.validation.XrefSection.Free;

/// What one incremental update did to the revision before it, told object by object and not by looks.
///
/// An update may add objects and replace a few named ones; whatever else it does is a change to what was signed.
final class RevisionStep {

    /// One change, before anybody asked which signature allows it.
    record Change(
            Kind kind, @Nullable Integer page, @Nullable String detail) {}

    private static final Set<String> FORM_KEYS = Set.of("Fields", "SigFlags", "DR", "DA", "NeedAppearances");
    private static final Set<String> FILLED_KEYS =
            Set.of("V", "AP", "AS", "MK", "M", "F", "DA", "RV", "I", "TI", "Lock", "P");

    private static final Set<String> PAGE_TREE_KEYS =
            Set.of("Type", "Kids", "Count", "Parent", "Resources", "MediaBox", "CropBox", "Rotate");
    private static final Set<String> LENGTH = Set.of("Length");
    private static final int DEEPEST = 12;
    private static final int MOST_COMPARISONS = 200_000;

    private final Outline before;
    private final Outline after;
    private final List<XrefSection> sections;
    private final Set<Change> changes = new java.util.LinkedHashSet<>();
    private int comparisons;

    RevisionStep(Outline before, Outline after, List<XrefSection> sections) {
        this.before = before;
        this.after = after;
        this.sections = sections;
    }

    /// @param dangling the numbers that the revision before refers to without having them; brought up to date
    List<Change> changes(Set<Integer> dangling) {
        trailer();
        var numbers = new TreeSet<Integer>();
        for (var section : sections) numbers.addAll(section.entries().keySet());
        for (var number : numbers) {
            if (number != 0) object(number, dangling);
        }
        for (var number : numbers) {
            dangling.remove(number);
            missingIn(after.snapshot(), number, dangling);
        }
        return new ArrayList<>(changes);
    }

    /// Adds the numbers that an object refers to and that the revision does not have.
    static void missingIn(Snapshot snapshot, int number, Set<Integer> missing) {
        try {
            snapshot.object(number).references(ref -> {
                if (!snapshot.inUse(ref.number())) missing.add(ref.number());
            });
        } catch (PdfBroken e) {
            // An object that nobody can read refers to nothing.
        }
    }

    private void add(Kind kind, @Nullable Integer page, @Nullable String detail) {
        changes.add(new Change(kind, page, detail));
    }

    private void trailer() {
        var was = before.snapshot().trailer();
        var is = after.snapshot().trailer();
        if (is.get("Encrypt") != null) add(Kind.CATALOG_CHANGED, null, "trailer");
        if (!Objects.equals(was.get("Root"), is.get("Root")))
            catalog(before.snapshot().catalog(), after.snapshot().catalog());
        if (!Objects.equals(was.get("Info"), is.get("Info")) && is.get("Info") != null)
            add(Kind.METADATA_CHANGED, null, null);
    }

    private void object(int number, Set<Integer> dangling) {
        var old = before.snapshot();
        var neu = after.snapshot();
        if (neu.entry(number) instanceof Free) {
            if (old.inUse(number) && !(old.object(number) instanceof Cos.Null))
                add(Kind.OBJECT_FREED, pageOf(number), "" + number);
            return;
        }
        var is = neu.object(number);
        if (!old.inUse(number)) {
            if (dangling.contains(number) && !(is instanceof Cos.Null)) {
                add(Kind.MISSING_OBJECT_SUPPLIED, pageOf(number), "" + number);
            }
            return;
        }
        var was = old.object(number);
        if (repeatsAKey(is)) add(Kind.OBJECT_REPLACED, pageOf(number), "" + number);
        else if (!same(was, is)) replaced(number, was, is);
    }

    private static boolean repeatsAKey(Cos object) {
        var dict = Cos.dictOf(object);
        return dict != null && dict.repeated();
    }

    private @Nullable Integer pageOf(int number) {
        var page = before.pages().get(number);
        if (page == null) page = before.pageOfAnnotation(number);
        return page == null ? before.pageUsing(number) : page;
    }

    private void replaced(int number, Cos was, Cos is) {
        var old = before.snapshot();
        if (refersTo(old.trailer().get("Root"), number)) catalog(Cos.dictOf(was), Cos.dictOf(is));
        else if (refersTo(old.catalog().get("AcroForm"), number)) form(Cos.dictOf(was), Cos.dictOf(is));
        else if (before.form() != null && refersTo(before.form().get("Fields"), number)) fields(was, is);
        else if (before.pages().containsKey(number)) page(before.pages().get(number), Cos.dictOf(was), Cos.dictOf(is));
        else if (before.isPageTree(number)) pageTree(was, is);
        else if (before.pageOfAnnotationArray(number) != null)
            annotations(before.pageOfAnnotationArray(number), was, is);
        else if (before.field(number) != null) field(before.field(number), Cos.dictOf(was), Cos.dictOf(is));
        else if (before.fieldOfValue(number) != null) signedField(before.fieldOfValue(number));
        else if (before.fieldOfAppearance(number) != null) appearance(before.fieldOfAppearance(number));
        else other(number, was);
    }

    private void other(int number, Cos was) {
        var old = before.snapshot();
        var annotated = before.pageOfAnnotation(number);
        if (before.pageUsing(number) != null) add(Kind.PAGE_CONTENT_CHANGED, before.pageUsing(number), "" + number);
        else if (before.isValidationData(number) || refersTo(old.catalog().get("DSS"), number)) {
            add(Kind.VALIDATION_DATA_ADDED, null, null);
        } else if (refersTo(old.trailer().get("Info"), number)
                || refersTo(old.catalog().get("Metadata"), number)) {
            add(Kind.METADATA_CHANGED, null, null);
        } else if (before.isExtension(number)) {
            // Which version of the format a program used says nothing about the document.
        } else if (annotated != null) add(Kind.ANNOTATION_CHANGED, annotated, null);
        else if (was instanceof Cos.Stream stream && stream.dict().is("Type", "XRef")) {
            // The old table of contents is read by nobody any more.
        } else add(Kind.OBJECT_REPLACED, null, "" + number);
    }

    private static boolean refersTo(@Nullable Cos place, int number) {
        return place instanceof Cos.Ref ref && ref.number() == number;
    }

    private void catalog(Cos.@Nullable Dict was, Cos.@Nullable Dict is) {
        if (was == null || is == null) {
            add(Kind.CATALOG_CHANGED, null, null);
            return;
        }
        for (var key : differing(was, is)) {
            switch (key) {
                case "AcroForm" ->
                    form(before.snapshot().dict(was.get(key)), after.snapshot().dict(is.get(key)));
                case "DSS" -> add(Kind.VALIDATION_DATA_ADDED, null, null);
                case "Metadata" -> add(Kind.METADATA_CHANGED, null, null);
                case "Extensions", "Version" -> {}
                case "Pages" -> add(Kind.PAGES_CHANGED, null, null);
                default -> add(Kind.CATALOG_CHANGED, null, key);
            }
        }
    }

    private void form(Cos.@Nullable Dict was, Cos.@Nullable Dict is) {
        if (is == null) {
            add(Kind.CATALOG_CHANGED, null, "AcroForm");
            return;
        }
        var old = was == null ? new Cos.Dict(new java.util.HashMap<>(), false) : was;
        for (var key : differing(old, is)) {
            if (!FORM_KEYS.contains(key)) add(Kind.CATALOG_CHANGED, null, "AcroForm/" + key);
            else if (key.equals("NeedAppearances") && is.get(key) instanceof Cos.Bool(var yes) && yes) {
                add(Kind.CATALOG_CHANGED, null, "AcroForm/" + key);
            } else if (key.equals("Fields")) {
                fields(before.snapshot().resolve(old.get(key)), after.snapshot().resolve(is.get(key)));
            }
        }
    }

    private void fields(Cos was, Cos is) {
        var old = was instanceof Cos.Arr(var items) ? items : List.<Cos>of();
        var neu = is instanceof Cos.Arr(var items) ? items : List.<Cos>of();
        for (var item : old) {
            if (!neu.contains(item) && item instanceof Cos.Ref ref) {
                var field = before.field(ref.number());
                add(Kind.FIELD_REMOVED, null, field == null ? "" : field.name());
            }
        }
        for (var item : neu) {
            if (old.contains(item)) continue;
            var field = item instanceof Cos.Ref ref ? after.field(ref.number()) : null;
            if (field == null) add(Kind.CATALOG_CHANGED, null, "AcroForm/Fields");
            else newField(field);
        }
    }

    private void newField(Outline.Field field) {
        var dict = after.snapshot().dict(new Cos.Ref(field.number(), 0));
        if (!field.isSignature()) add(Kind.ANNOTATION_ADDED, after.pageOfAnnotation(field.number()), field.name());
        else if (field.signed()) signed(field, dict);
        else if (dict != null && isVisible(dict)) {
            // A place for a signature that already shows something is a stamp that nobody signed.
            add(Kind.ANNOTATION_ADDED, after.pageOfAnnotation(field.number()), field.name());
        } else add(Kind.FIELD_ADDED, after.pageOfAnnotation(field.number()), field.name());
    }

    private void signed(Outline.Field field, Cos.@Nullable Dict dict) {
        var page = after.pageOfAnnotation(field.number());
        if (field.value() == null || !field.value().is("Type", "DocTimeStamp"))
            add(Kind.SIGNATURE_ADDED, page, field.name());
        else {
            add(Kind.TIMESTAMP_ADDED, null, field.name());
            if (dict != null && isVisible(dict)) add(Kind.ANNOTATION_ADDED, page, field.name());
        }
    }

    private boolean isVisible(Cos.Dict widget) {
        return widget.get("AP") != null && !isNoPlace(widget) && drawsSomething(widget);
    }

    /// Some programs give an empty place an empty picture.
    private boolean drawsSomething(Cos.Dict widget) {
        var appearance = after.snapshot().dict(widget.get("AP"));
        if (appearance == null) return false;
        return !(after.snapshot().resolve(appearance.get("N")) instanceof Cos.Stream stream) || stream.length() > 0;
    }

    /// Whether the rectangle has no area.
    private boolean isNoPlace(Cos.Dict widget) {
        var corners = new ArrayList<Double>();
        for (var item : after.snapshot().items(widget.get("Rect"))) {
            if (after.snapshot().resolve(item) instanceof Cos.Num number) corners.add(number.value());
        }
        return corners.size() != 4
                || corners.get(0).equals(corners.get(2))
                || corners.get(1).equals(corners.get(3));
    }

    /// A node of the page tree; what is not one of its own keys says nothing about pages.
    private void pageTree(Cos was, Cos is) {
        if (was instanceof Cos.Dict old && is instanceof Cos.Dict neu) {
            var changed = differing(old, neu);
            changed.retainAll(PAGE_TREE_KEYS);
            if (changed.isEmpty()) return;
        }
        add(Kind.PAGES_CHANGED, null, null);
    }

    private void page(int page, Cos.@Nullable Dict was, Cos.@Nullable Dict is) {
        if (was == null || is == null) {
            add(Kind.PAGES_CHANGED, page, null);
            return;
        }
        for (var key : differing(was, is)) {
            switch (key) {
                case "Annots" ->
                    annotations(
                            page,
                            before.snapshot().resolve(was.get(key)),
                            after.snapshot().resolve(is.get(key)));
                case "LastModified" -> {}
                default -> add(Kind.PAGE_CONTENT_CHANGED, page, key);
            }
        }
    }

    private void annotations(int page, Cos was, Cos is) {
        var old = was instanceof Cos.Arr(var items) ? items : List.<Cos>of();
        var neu = is instanceof Cos.Arr(var items) ? items : List.<Cos>of();
        for (var item : old) if (!neu.contains(item)) add(Kind.ANNOTATION_CHANGED, page, null);
        for (var item : neu) {
            if (old.contains(item)) continue;
            var field = item instanceof Cos.Ref ref ? after.field(ref.number()) : null;
            // A new place for a signature is named where the form lists it.
            if (field == null || !field.isSignature()) {
                var dict = after.snapshot().dict(item);
                var kind = dict != null && dict.get("Subtype") instanceof Cos.Name(var subtype) ? subtype : null;
                add(Kind.ANNOTATION_ADDED, page, kind);
            }
        }
    }

    private void field(Outline.Field field, Cos.@Nullable Dict was, Cos.@Nullable Dict is) {
        var page = before.pageOfAnnotation(field.number());
        if (field.signed() || was == null || is == null) {
            signedField(field);
            return;
        }
        var differing = differing(was, is);
        // Who signs invisibly in a prepared place gives the place up.
        if (differing.contains("V") && isNoPlace(is)) differing.remove("Rect");
        if (!FILLED_KEYS.containsAll(differing)) add(Kind.ANNOTATION_CHANGED, page, field.name());
        if (!field.isSignature()) add(Kind.FIELD_FILLED, page, field.name());
        else if (differing.contains("V")) {
            var now = after.field(field.number());
            if (now != null && now.signed()) signed(now, is);
            else add(Kind.FIELD_FILLED, page, field.name());
        } else if (differing.contains("AP")) add(Kind.ANNOTATION_CHANGED, page, field.name());
    }

    private void appearance(Outline.Field field) {
        if (field.signed()) signedField(field);
        else if (field.isSignature() && !isSignedNow(field)) {
            add(Kind.ANNOTATION_CHANGED, before.pageOfAnnotation(field.number()), field.name());
        } else if (!field.isSignature()) add(Kind.FIELD_FILLED, before.pageOfAnnotation(field.number()), field.name());
    }

    private boolean isSignedNow(Outline.Field field) {
        var now = after.field(field.number());
        return now != null && now.signed();
    }

    private void signedField(Outline.Field field) {
        var kind = field.signed() ? Kind.SIGNED_FIELD_CHANGED : Kind.ANNOTATION_CHANGED;
        add(kind, before.pageOfAnnotation(field.number()), field.name());
    }

    private Set<String> differing(Cos.Dict was, Cos.Dict is) {
        var keys = new HashSet<>(was.entries().keySet());
        keys.addAll(is.entries().keySet());
        keys.removeIf(key -> same(was.get(key), is.get(key)));
        return keys;
    }

    /// Equal as written; a stream also byte by byte.
    private boolean same(@Nullable Cos was, @Nullable Cos is) {
        return same(was, is, 0);
    }

    /// A reference to another object than before is the same when that object is.
    private boolean same(@Nullable Cos was, @Nullable Cos is, int depth) {
        if (Objects.equals(was, is)) return !(was instanceof Cos.Stream) || sameData(was, is);
        if (was == null || is == null || depth > DEEPEST || comparisons++ > MOST_COMPARISONS) return false;
        if (was instanceof Cos.Ref || is instanceof Cos.Ref) {
            return same(before.snapshot().resolve(was), after.snapshot().resolve(is), depth + 1);
        }
        return switch (was) {
            case Cos.Stream old
            when is instanceof Cos.Stream neu ->
                same(old.dict().without(LENGTH), neu.dict().without(LENGTH), depth + 1) && sameData(old, neu);
            case Cos.Dict old
            when is instanceof Cos.Dict neu -> {
                var equal = old.repeated() == neu.repeated()
                        && old.entries().keySet().equals(neu.entries().keySet());
                for (var key : old.entries().keySet()) {
                    if (!equal) break;
                    equal = !key.equals("Parent") && same(old.get(key), neu.get(key), depth + 1)
                            || Objects.equals(old.get(key), neu.get(key));
                }
                yield equal;
            }
            case Cos.Arr(var old)
            when is instanceof Cos.Arr(var neu) -> {
                var equal = old.size() == neu.size();
                for (var n = 0; equal && n < old.size(); n++) equal = same(old.get(n), neu.get(n), depth + 1);
                yield equal;
            }
            default -> false;
        };
    }

    private boolean sameData(@Nullable Cos was, @Nullable Cos is) {
        return was instanceof Cos.Stream old
                && is instanceof Cos.Stream neu
                && before.snapshot().raw(old).equals(after.snapshot().raw(neu));
    }
}

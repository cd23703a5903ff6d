package wariin.validation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the objects of one revision are for: pages, annotations, fields and what belongs to them.
final class Outline {

    private static final int MOST_PAGES = 200_000;
    private static final int MOST_FIELDS = 20_000;
    private static final int MOST_OBJECTS = 1_000_000;

    /// A form field or one of its widgets (ISO 32000-2, 12.7.4).
    record Field(int number, String name, String type, Cos.@Nullable Dict value) {
        boolean isSignature() {
            return type.equals("Sig");
        }

        boolean signed() {
            return isSignature() && value != null;
        }
    }

    private final Snapshot snapshot;
    private final Map<Integer, Integer> pages = new LinkedHashMap<>();
    private final Set<Integer> pageTree = new HashSet<>();
    private final Map<Integer, Integer> annotationArrays = new HashMap<>();
    private final Map<Integer, Integer> annotations = new HashMap<>();
    private final Map<Integer, Field> fields = new LinkedHashMap<>();
    private final Map<Integer, Field> appearances = new HashMap<>();
    private final Map<Integer, Field> values = new HashMap<>();
    private @Nullable Set<Integer> validationData;
    private @Nullable Map<Integer, Integer> pageContent;

    Outline(Snapshot snapshot) {
        this.snapshot = snapshot;
        walkPages();
        walkFields(snapshot.items(form() == null ? null : form().get("Fields")), "", "", 0);
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Cos.@Nullable Dict form() {
        return snapshot.dict(snapshot.catalog().get("AcroForm"));
    }

    /// Page numbers from one, by object.
    Map<Integer, Integer> pages() {
        return pages;
    }

    boolean isPageTree(int number) {
        return pageTree.contains(number);
    }

    @Nullable
    Integer pageOfAnnotationArray(int number) {
        return annotationArrays.get(number);
    }

    @Nullable
    Integer pageOfAnnotation(int number) {
        return annotations.get(number);
    }

    @Nullable
    Field field(int number) {
        return fields.get(number);
    }

    List<Field> signatureFields() {
        return fields.values().stream().filter(Field::isSignature).toList();
    }

    @Nullable
    Field fieldOfAppearance(int number) {
        return appearances.get(number);
    }

    @Nullable
    Field fieldOfValue(int number) {
        return values.get(number);
    }

    private void walkPages() {
        var open = new ArrayDeque<Cos>();
        var root = snapshot.catalog().get("Pages");
        if (root != null) open.push(root);
        while (!open.isEmpty()) {
            if (!(open.pop() instanceof Cos.Ref ref)) continue;
            var node = snapshot.dict(ref);
            if (node == null || pages.containsKey(ref.number()) || pageTree.contains(ref.number())) continue;
            if (pages.size() + pageTree.size() > MOST_PAGES) throw new PdfBroken("Too many pages");
            if (node.get("Kids") != null) {
                pageTree.add(ref.number());
                if (node.get("Kids") instanceof Cos.Ref kids) pageTree.add(kids.number());
                snapshot.items(node.get("Kids")).reversed().forEach(open::push);
            } else {
                page(ref.number(), node);
            }
        }
    }

    private void page(int number, Cos.Dict page) {
        pages.put(number, pages.size() + 1);
        if (page.get("Annots") instanceof Cos.Ref array) annotationArrays.put(array.number(), pages.size());
        for (var annotation : snapshot.items(page.get("Annots"))) {
            if (annotation instanceof Cos.Ref ref) annotations.put(ref.number(), pages.size());
        }
    }

    private void walkFields(List<Cos> items, String parent, String inheritedType, int depth) {
        if (depth > 50) throw new PdfBroken("Fields are nested too deeply");
        for (var item : items) {
            if (!(item instanceof Cos.Ref ref) || fields.containsKey(ref.number())) continue;
            if (fields.size() > MOST_FIELDS) throw new PdfBroken("Too many fields");
            var node = snapshot.dict(ref);
            if (node == null) continue;
            var part = snapshot.resolve(node.get("T")) instanceof Cos.Str text ? text(text.value()) : "";
            var name = part.isEmpty() ? parent : parent.isEmpty() ? part : parent + "." + part;
            var type = snapshot.resolve(node.get("FT")) instanceof Cos.Name(var own) ? own : inheritedType;
            var field = new Field(ref.number(), name, type, snapshot.dict(node.get("V")));
            fields.put(ref.number(), field);
            if (field.signed() && node.get("V") instanceof Cos.Ref value) values.put(value.number(), field);
            if (node.get("AP") != null) owned(node.get("AP")).forEach(number -> appearances.putIfAbsent(number, field));
            walkFields(snapshot.items(node.get("Kids")), name, type, depth + 1);
        }
    }

    static String text(byte[] value) {
        if (value.length >= 2 && value[0] == (byte) 0xFE && value[1] == (byte) 0xFF) {
            return new String(value, 2, value.length - 2, StandardCharsets.UTF_16BE);
        }
        return new String(value, StandardCharsets.ISO_8859_1);
    }

    /// Everything reachable from the document security store (EN 319 142-1, 5.4.2).
    boolean isValidationData(int number) {
        if (validationData == null) validationData = owned(snapshot.catalog().get("DSS"));
        return validationData.contains(number);
    }

    /// Whether this belongs to the extensions dictionary of the catalogue (7.12).
    boolean isExtension(int number) {
        return owned(snapshot.catalog().get("Extensions")).contains(number);
    }

    /// The page, counted from one, whose content uses this object.
    @Nullable
    Integer pageUsing(int number) {
        if (pageContent == null) {
            pageContent = new HashMap<>();
            for (var page : pages.entrySet()) {
                var content = snapshot.dict(new Cos.Ref(page.getKey(), 0));
                if (content == null) continue;
                var drawn = content.without(Set.of("Annots", "Parent"));
                for (var used : owned(drawn)) pageContent.putIfAbsent(used, page.getValue());
                if (pageContent.size() > MOST_OBJECTS) break;
            }
        }
        return pageContent.get(number);
    }

    /// The objects reachable from one place, not going through pages and the catalogue.
    private Set<Integer> owned(@Nullable Cos from) {
        var found = new HashSet<Integer>();
        var open = new ArrayList<Cos>();
        if (from != null) open.add(from);
        while (!open.isEmpty() && found.size() < MOST_OBJECTS) {
            open.removeLast().references(ref -> {
                if (pages.containsKey(ref.number()) || pageTree.contains(ref.number())) return;
                if (found.add(ref.number())) open.add(known(ref));
            });
        }
        return found;
    }

    private Cos known(Cos.Ref ref) {
        try {
            return snapshot.object(ref.number());
        } catch (PdfBroken e) {
            return new Cos.Null();
        }
    }
}

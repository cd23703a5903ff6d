package wariin.criteria;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import wariin.criteria.OscalDocument.Kind;
import wariin.criteria.OscalDocument.Link;
import wariin.criteria.OscalDocument.Node;
import wariin.criteria.OscalDocument.Property;

/// Reads an OSCAL catalogue in JSON (OSCAL 1.1 catalog model) and refuses what it cannot keep whole.
final class OscalReader {

    static final int LARGEST = 4 * 1024 * 1024;
    static final int MOST_NODES = 20_000;
    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(60)
                            .maxDocumentLength(LARGEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern UUID_4_OR_5 =
            Pattern.compile("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}");
    private static final Set<String> TOP = Set.of("$schema", "catalog");
    private static final Set<String> CATALOG =
            Set.of("uuid", "metadata", "params", "controls", "groups", "back-matter");

    private int nodes;

    private OscalReader() {}

    static OscalDocument read(byte[] file) {
        return new OscalReader().document(parse(file));
    }

    static ObjectNode parse(byte[] file) {
        if (file.length > LARGEST) {
            throw new OscalRefused("ファイルが大きすぎます。4 MBまでです。", "The file is too large; 4 MB are allowed.");
        }
        try {
            if (JSON.readTree(file) instanceof ObjectNode object) return object;
        } catch (JacksonException broken) {
            var at = broken.getLocation();
            var line = at == null ? 1 : Math.max(1, at.getLineNr());
            throw new OscalRefused(line + "行目でJSONとして読めません。", "The file is not well-formed JSON (line " + line + ").");
        }
        throw new OscalRefused("OSCALカタログのJSONではありません。", "The file is not an OSCAL catalogue in JSON.");
    }

    private OscalDocument document(ObjectNode top) {
        if (!(top.get("catalog") instanceof ObjectNode catalog)) {
            throw new OscalRefused(
                    "OSCALカタログではありません(先頭に catalog がありません)。",
                    "This is not an OSCAL catalogue: it has no member “catalog” at its top.");
        }
        only(top, TOP, "the file");
        only(catalog, CATALOG, "catalog");
        var metadata = object(catalog, "metadata", "catalog");
        var all = new ArrayList<Node>();
        for (var kind : List.of(Kind.PARAM, Kind.CONTROL, Kind.GROUP)) all.addAll(nodes(catalog, kind, "catalog"));
        if (catalog.has("back-matter")) {
            var backMatter = object(catalog, "back-matter", "catalog");
            only(backMatter, Set.of("resources"), "back-matter");
            all.addAll(nodes(backMatter, Kind.RESOURCE, "back-matter"));
        }
        return new OscalDocument(
                uuid(required(catalog, "uuid", "catalog")),
                required(metadata, "version", "metadata"),
                required(metadata, "title", "metadata"),
                required(metadata, "oscal-version", "metadata"),
                required(metadata, "last-modified", "metadata"),
                text(top, "$schema", "the file"),
                rest(metadata, Set.of("version", "title", "oscal-version", "last-modified", "props", "links")),
                properties(metadata, "metadata"),
                links(metadata, "metadata"),
                all);
    }

    private List<Node> nodes(ObjectNode owner, Kind kind, String where) {
        var nodes = new ArrayList<Node>();
        for (var item : items(owner, kind.member, where)) nodes.add(node(item, kind, where));
        return nodes;
    }

    private Node node(ObjectNode item, Kind kind, String where) {
        if (++nodes > MOST_NODES) {
            throw new OscalRefused("項目が多すぎます。2万件までです。", "There are too many items; 20,000 are allowed.");
        }
        var id = text(item, kind.idMember, where);
        if (id == null && kind != Kind.PART) throw missing(kind.idMember, kind.member + " of " + where);
        var here = id == null ? kind.member + " of " + where : id;
        if (kind == Kind.RESOURCE) uuid(here);
        var known = new ArrayList<>(kind.texts);
        known.addAll(List.of(kind.idMember, "props", "links"));
        var children = new ArrayList<Node>();
        for (var child : kind.children()) {
            known.add(child.member);
            children.addAll(nodes(item, child, here));
        }
        if (kind == Kind.RESOURCE) known.remove("links"); // a resource has none; if it has, it is kept as it came
        return new Node(
                kind,
                id,
                known.contains("class") ? text(item, "class", here) : null,
                known.contains("name") ? text(item, "name", here) : null,
                known.contains("ns") ? text(item, "ns", here) : null,
                known.contains("title") ? text(item, "title", here) : null,
                known.contains("prose") ? text(item, "prose", here) : null,
                rest(item, Set.copyOf(known)),
                properties(item, here),
                kind == Kind.RESOURCE ? List.of() : links(item, here),
                children);
    }

    private static List<Property> properties(ObjectNode owner, String where) {
        var properties = new ArrayList<Property>();
        for (var item : items(owner, "props", where)) {
            properties.add(new Property(
                    required(item, "name", "props of " + where),
                    text(item, "ns", where),
                    required(item, "value", "props of " + where),
                    text(item, "class", where),
                    text(item, "group", where),
                    rest(item, Set.of("name", "ns", "value", "class", "group"))));
        }
        return properties;
    }

    private static List<Link> links(ObjectNode owner, String where) {
        var links = new ArrayList<Link>();
        for (var item : items(owner, "links", where)) {
            links.add(new Link(
                    required(item, "href", "links of " + where),
                    text(item, "rel", where),
                    text(item, "media-type", where),
                    text(item, "text", where),
                    rest(item, Set.of("href", "rel", "media-type", "text"))));
        }
        return links;
    }

    private static List<ObjectNode> items(ObjectNode owner, String member, String where) {
        var list = owner.get(member);
        if (list == null) return List.of();
        if (!list.isArray() || list.isEmpty()) throw wrong(member, where);
        var items = new ArrayList<ObjectNode>();
        for (var item : list) {
            if (!(item instanceof ObjectNode object)) throw wrong(member, where);
            items.add(object);
        }
        return items;
    }

    private static ObjectNode object(ObjectNode owner, String member, String where) {
        var value = owner.get(member);
        if (value == null) throw missing(member, where);
        if (value instanceof ObjectNode object) return object;
        throw wrong(member, where);
    }

    private static String required(ObjectNode owner, String member, String where) {
        var text = text(owner, member, where);
        if (text == null || text.isBlank()) throw missing(member, where);
        return text;
    }

    private static @Nullable String text(ObjectNode owner, String member, String where) {
        var value = owner.get(member);
        if (value == null) return null;
        if (!value.isString()) throw wrong(member, where);
        var text = value.stringValue();
        if (text.indexOf('\0') >= 0) throw wrong(member, where); // PostgreSQL cannot keep it
        return text;
    }

    private static UUID uuid(String text) {
        if (UUID_4_OR_5.matcher(text).matches()) return UUID.fromString(text);
        throw new OscalRefused(
                "uuid はバージョン4または5のUUIDでなければなりません(" + shortened(text) + ")。",
                "A uuid must be a UUID of version 4 or 5: “" + shortened(text) + "” is none.");
    }

    private static ObjectNode rest(ObjectNode owner, Set<String> known) {
        var rest = JSON.createObjectNode();
        for (var entry : owner.properties()) {
            if (!known.contains(entry.getKey())) rest.set(entry.getKey(), entry.getValue());
        }
        return rest;
    }

    private static void only(ObjectNode owner, Set<String> known, String where) {
        for (var entry : owner.properties()) {
            if (!known.contains(entry.getKey())) {
                throw new OscalRefused(
                        where + " に知らない項目「" + shortened(entry.getKey()) + "」があります。",
                        "There is an unknown member “" + shortened(entry.getKey()) + "” in " + where + ".");
            }
        }
    }

    private static OscalRefused missing(String member, String where) {
        return new OscalRefused(
                shortened(where) + " に「" + member + "」がありません。",
                "“" + member + "” is missing in " + shortened(where) + ".");
    }

    private static OscalRefused wrong(String member, String where) {
        return new OscalRefused(
                shortened(where) + " の「" + member + "」の形が正しくありません。",
                "“" + member + "” in " + shortened(where) + " does not have the form that OSCAL gives it.");
    }

    static String shortened(String text) {
        var plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= 80 ? plain : plain.substring(0, 79) + "…";
    }

    static boolean same(JsonNode one, JsonNode other) {
        return one.equals(other);
    }
}

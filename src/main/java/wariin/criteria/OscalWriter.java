package wariin.criteria;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import wariin.criteria.OscalDocument.Kind;
import wariin.criteria.OscalDocument.Link;
import wariin.criteria.OscalDocument.Node;
import wariin.criteria.OscalDocument.Property;

/// Writes a catalogue as OSCAL JSON: the same facts as were read, in the order of the OSCAL model.
final class OscalWriter {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    /// Members that the model puts behind those we know.
    private static final Set<String> LATE = Set.of(
            "remarks",
            "revisions",
            "roles",
            "locations",
            "parties",
            "responsible-parties",
            "values",
            "select",
            "guidelines",
            "constraints");

    private OscalWriter() {}

    static byte[] write(OscalDocument document) {
        return JSON.writeValueAsBytes(tree(document));
    }

    static ObjectNode tree(OscalDocument document) {
        var top = JSON.createObjectNode();
        if (document.schema() != null) top.put("$schema", document.schema());
        var catalog = top.putObject("catalog");
        catalog.put("uuid", document.uuid().toString());
        var metadata = catalog.putObject("metadata");
        metadata.put("title", document.title());
        metadata.put("last-modified", document.lastModified());
        metadata.put("version", document.version());
        metadata.put("oscal-version", document.oscalVersion());
        rest(metadata, document.rest(), false);
        properties(metadata, document.properties());
        links(metadata, document.links());
        rest(metadata, document.rest(), true);
        for (var kind : List.of(Kind.PARAM, Kind.CONTROL, Kind.GROUP)) nodes(catalog, kind, document.nodes());
        if (document.nodes().stream().anyMatch(node -> node.kind() == Kind.RESOURCE)) {
            nodes(catalog.putObject("back-matter"), Kind.RESOURCE, document.nodes());
        }
        return top;
    }

    private static void nodes(ObjectNode owner, Kind kind, List<Node> all) {
        var nodes = all.stream().filter(node -> node.kind() == kind).toList();
        if (nodes.isEmpty()) return;
        var list = owner.putArray(kind.member);
        for (var node : nodes) {
            var item = list.addObject();
            put(item, kind.idMember, node.id());
            for (var text : kind.texts) {
                if (!text.equals("prose")) put(item, text, node.text(text));
            }
            rest(item, node.rest(), false);
            properties(item, node.properties());
            put(item, "prose", node.prose());
            links(item, node.links());
            rest(item, node.rest(), true);
            for (var child : kind.children()) nodes(item, child, node.children());
        }
    }

    private static void properties(ObjectNode owner, List<Property> properties) {
        if (properties.isEmpty()) return;
        var list = owner.putArray("props");
        for (var property : properties) {
            var item = list.addObject();
            item.put("name", property.name());
            put(item, "ns", property.ns());
            item.put("value", property.value());
            put(item, "class", property.type());
            put(item, "group", property.group());
            item.setAll(property.rest());
        }
    }

    private static void links(ObjectNode owner, List<Link> links) {
        if (links.isEmpty()) return;
        var list = owner.putArray("links");
        for (var link : links) {
            var item = list.addObject();
            item.put("href", link.href());
            put(item, "rel", link.rel());
            put(item, "media-type", link.mediaType());
            put(item, "text", link.text());
            item.setAll(link.rest());
        }
    }

    private static void rest(ObjectNode item, ObjectNode rest, boolean late) {
        for (var entry : rest.properties()) {
            if (LATE.contains(entry.getKey()) == late) item.set(entry.getKey(), entry.getValue());
        }
    }

    private static void put(ObjectNode item, String member, @Nullable String text) {
        if (text != null) item.put(member, text);
    }
}

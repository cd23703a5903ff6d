package wariin.criteria;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import wariin.criteria.OscalDocument.Link;
import wariin.criteria.OscalDocument.Node;
import wariin.criteria.OscalDocument.Property;

/// A catalogue laid out as rows for the database, many to a statement.
record CatalogueRows(ArrayNode nodes, ArrayNode properties, ArrayNode links) {

    static CatalogueRows of(OscalDocument document) {
        var json = OscalReader.JSON;
        var rows = new CatalogueRows(json.createArrayNode(), json.createArrayNode(), json.createArrayNode());
        rows.belongings(0, document.properties(), document.links());
        for (var node : document.nodes()) rows.add(node, 0);
        return rows;
    }

    private void add(Node node, int parent) {
        var position = nodes.size() + 1;
        var row = nodes.addObject().put("position", position).put("parent", parent);
        row.put("kind", node.kind().name());
        put(row, "node_id", node.id());
        put(row, "class", node.type());
        put(row, "name", node.name());
        put(row, "ns", node.ns());
        put(row, "title", node.title());
        put(row, "prose", node.prose());
        row.set("rest", node.rest());
        belongings(position, node.properties(), node.links());
        for (var child : node.children()) add(child, position);
    }

    private void belongings(int owner, List<Property> its, List<Link> itsLinks) {
        for (var property : its) {
            var row = properties.addObject().put("owner", owner).put("position", properties.size());
            put(row, "name", property.name());
            put(row, "ns", property.ns());
            put(row, "value", property.value());
            put(row, "class", property.type());
            put(row, "part_of", property.group());
            row.set("rest", property.rest());
        }
        for (var link : itsLinks) {
            var row = links.addObject().put("owner", owner).put("position", links.size());
            put(row, "href", link.href());
            put(row, "rel", link.rel());
            put(row, "media_type", link.mediaType());
            put(row, "words", link.text());
            row.set("rest", link.rest());
        }
    }

    private static void put(ObjectNode row, String column, @Nullable String text) {
        if (text != null) row.put(column, text);
    }
}

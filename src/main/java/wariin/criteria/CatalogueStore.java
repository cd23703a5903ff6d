package wariin.criteria;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import wariin.criteria.OscalDocument.Kind;
import wariin.criteria.OscalDocument.Link;
import wariin.criteria.OscalDocument.Node;
import wariin.criteria.OscalDocument.Property;

/// Versions of catalogues as rows. They are added whole and read whole, never changed.
@Repository
class CatalogueStore {

    /// With the day that the newest transition says; a transition without a day has undone the one before.
    private static final String VERSIONS = """
            select v.id, v.catalogue, v.version, v.title, v.imported_at,
                   (select t.in_force_from from criteria_transition t
                     where t.version_id = v.id order by t.id desc limit 1) as in_force_from
              from criteria_version v
            """;

    private final JdbcClient jdbc;

    CatalogueStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<CatalogueVersion> all() {
        return jdbc.sql(VERSIONS + " order by v.imported_at desc, v.version desc")
                .query(CatalogueStore::version)
                .list();
    }

    Optional<CatalogueVersion> find(UUID id) {
        return jdbc.sql(VERSIONS + " where v.id = :id")
                .param("id", id)
                .query(CatalogueStore::version)
                .optional();
    }

    Optional<CatalogueVersion> find(UUID catalogue, String version) {
        return jdbc.sql(VERSIONS + " where v.catalogue = :catalogue and v.version = :version")
                .param("catalogue", catalogue)
                .param("version", version)
                .query(CatalogueStore::version)
                .optional();
    }

    /// @return false if that version of the catalogue is already here
    boolean add(UUID id, OscalDocument document, Instant at, String by) {
        var added = jdbc.sql("""
                        insert into criteria_version (id, catalogue, version, title, oscal_version, last_modified,
                                                      schema, rest, imported_at, imported_by)
                        values (:id, :catalogue, :version, :title, :oscal, :modified,
                                :schema, cast(:rest as json), :at, :by)
                            on conflict (catalogue, version) do nothing
                        """)
                .param("id", id)
                .param("catalogue", document.uuid())
                .param("version", document.version())
                .param("title", document.title())
                .param("oscal", document.oscalVersion())
                .param("modified", document.lastModified())
                .param("schema", document.schema())
                .param("rest", document.rest().toString())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
        if (added == 0) return false;
        addRows(id, CatalogueRows.of(document));
        return true;
    }

    private void addRows(UUID id, CatalogueRows rows) {
        insert(id, rows.nodes(), """
                insert into criteria_node (version_id, position, parent, kind, node_id, class, name, ns, title, prose, rest)
                select :id, position, parent, kind, node_id, class, name, ns, title, prose, rest
                  from json_to_recordset(cast(:rows as json)) as r(position integer, parent integer, kind text,
                       node_id text, class text, name text, ns text, title text, prose text, rest json)
                """);
        insert(id, rows.properties(), """
                insert into criteria_property (version_id, owner, position, name, ns, value, class, part_of, rest)
                select :id, owner, position, name, ns, value, class, part_of, rest
                  from json_to_recordset(cast(:rows as json)) as r(owner integer, position integer, name text,
                       ns text, value text, class text, part_of text, rest json)
                """);
        insert(id, rows.links(), """
                insert into criteria_link (version_id, owner, position, href, rel, media_type, words, rest)
                select :id, owner, position, href, rel, media_type, words, rest
                  from json_to_recordset(cast(:rows as json)) as r(owner integer, position integer, href text,
                       rel text, media_type text, words text, rest json)
                """);
    }

    private void insert(UUID id, ArrayNode rows, String sql) {
        if (rows.isEmpty()) return;
        jdbc.sql(sql).param("id", id).param("rows", rows.toString()).update();
    }

    Optional<OscalDocument> read(UUID id) {
        var properties = new HashMap<Integer, List<Property>>();
        jdbc.sql("""
                        select owner, name, ns, value, class, part_of, rest
                          from criteria_property where version_id = :id order by owner, position
                        """).param("id", id).query(row -> {
            properties
                    .computeIfAbsent(row.getInt("owner"), _ -> new ArrayList<>())
                    .add(new Property(
                            row.getString("name"),
                            row.getString("ns"),
                            row.getString("value"),
                            row.getString("class"),
                            row.getString("part_of"),
                            object(row.getString("rest"))));
        });
        var links = links(id);
        var nodes = nodes(id, properties, links);
        return jdbc.sql("""
                        select catalogue, version, title, oscal_version, last_modified, schema, rest
                          from criteria_version where id = :id
                        """)
                .param("id", id)
                .query((row, _) -> new OscalDocument(
                        row.getObject("catalogue", UUID.class),
                        row.getString("version"),
                        row.getString("title"),
                        row.getString("oscal_version"),
                        row.getString("last_modified"),
                        row.getString("schema"),
                        object(row.getString("rest")),
                        properties.getOrDefault(0, List.of()),
                        links.getOrDefault(0, List.of()),
                        nodes))
                .optional();
    }

    private Map<Integer, List<Link>> links(UUID id) {
        var links = new HashMap<Integer, List<Link>>();
        jdbc.sql("""
                        select owner, href, rel, media_type, words, rest
                          from criteria_link where version_id = :id order by owner, position
                        """).param("id", id).query(row -> {
            links.computeIfAbsent(row.getInt("owner"), _ -> new ArrayList<>())
                    .add(new Link(
                            row.getString("href"),
                            row.getString("rel"),
                            row.getString("media_type"),
                            row.getString("words"),
                            object(row.getString("rest"))));
        });
        return links;
    }

    /// Rows stand in document order, so a parent is always read before its children.
    private List<Node> nodes(UUID id, Map<Integer, List<Property>> properties, Map<Integer, List<Link>> links) {
        var children = new HashMap<Integer, List<Node>>();
        children.put(0, new ArrayList<>());
        jdbc.sql("""
                        select position, parent, kind, node_id, class, name, ns, title, prose, rest
                          from criteria_node where version_id = :id order by position
                        """).param("id", id).query(row -> {
            var position = row.getInt("position");
            var inside = new ArrayList<Node>();
            children.put(position, inside);
            var of = children.get(row.getInt("parent"));
            if (of == null) throw new IllegalStateException("Catalogue " + id + " has an orphan: " + position);
            of.add(node(
                    row,
                    properties.getOrDefault(position, List.of()),
                    links.getOrDefault(position, List.of()),
                    inside));
        });
        return children.get(0);
    }

    private static Node node(ResultSet row, List<Property> properties, List<Link> links, List<Node> inside)
            throws SQLException {
        return new Node(
                Kind.valueOf(row.getString("kind")),
                row.getString("node_id"),
                row.getString("class"),
                row.getString("name"),
                row.getString("ns"),
                row.getString("title"),
                row.getString("prose"),
                object(row.getString("rest")),
                properties,
                links,
                inside);
    }

    /// Holds the version until the transaction ends, so that two transitions cannot cross.
    Optional<CatalogueVersion> findForUpdate(UUID id) {
        jdbc.sql("select id from criteria_version where id = :id for update")
                .param("id", id)
                .query(UUID.class)
                .optional();
        return find(id);
    }

    void addTransition(UUID version, @Nullable LocalDate inForceFrom, Instant at, String by) {
        jdbc.sql("""
                        insert into criteria_transition (version_id, in_force_from, decided_at, decided_by)
                        values (:version, cast(:day as date), :at, :by)
                        """)
                .param("version", version)
                .param("day", inForceFrom)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
    }

    private static CatalogueVersion version(ResultSet row, int number) throws SQLException {
        return new CatalogueVersion(
                row.getObject("id", UUID.class),
                row.getObject("catalogue", UUID.class),
                row.getString("version"),
                row.getString("title"),
                row.getObject("imported_at", OffsetDateTime.class).toInstant(),
                row.getObject("in_force_from", LocalDate.class));
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) OscalReader.JSON.readTree(json);
    }
}

package wariin.criteria;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// An OSCAL 1.1 catalogue as rows: what we use has a place of its own, the rest is kept as it came.
///
/// @param schema the address of a JSON schema that the file names at its top
/// @param rest members of the metadata that have no place here
/// @param nodes parameters, controls, groups and resources, in document order
record OscalDocument(
        UUID uuid,
        String version,
        String title,
        String oscalVersion,
        String lastModified,
        @Nullable String schema,
        ObjectNode rest,
        List<Property> properties,
        List<Link> links,
        List<Node> nodes) {

    /// What a node is, with the member that holds such nodes and the members that have a place of their own.
    enum Kind {
        PARAM("params", "id", List.of("class")),
        CONTROL("controls", "id", List.of("class", "title")),
        GROUP("groups", "id", List.of("class", "title")),
        PART("parts", "id", List.of("class", "name", "ns", "title", "prose")),
        RESOURCE("resources", "uuid", List.of("title"));

        final String member;
        final String idMember;
        final List<String> texts;

        Kind(String member, String idMember, List<String> texts) {
            this.member = member;
            this.idMember = idMember;
            this.texts = texts;
        }

        List<Kind> children() {
            return switch (this) {
                case PARAM, RESOURCE -> List.of();
                case PART -> List.of(PART);
                case CONTROL -> List.of(PARAM, PART, CONTROL);
                case GROUP -> List.of(PARAM, PART, GROUP, CONTROL);
            };
        }
    }

    record Node(
            Kind kind,
            @Nullable String id,
            @Nullable String type,
            @Nullable String name,
            @Nullable String ns,
            @Nullable String title,
            @Nullable String prose,
            ObjectNode rest,
            List<Property> properties,
            List<Link> links,
            List<Node> children) {

        List<Node> children(Kind kind) {
            return children.stream().filter(child -> child.kind == kind).toList();
        }

        @Nullable
        String text(String member) {
            return switch (member) {
                case "class" -> type;
                case "name" -> name;
                case "ns" -> ns;
                case "title" -> title;
                case "prose" -> prose;
                default -> throw new IllegalArgumentException(member);
            };
        }
    }

    record Property(
            String name,
            @Nullable String ns,
            String value,
            @Nullable String type,
            @Nullable String group,
            ObjectNode rest) {}

    record Link(
            String href,
            @Nullable String rel,
            @Nullable String mediaType,
            @Nullable String text,
            ObjectNode rest) {}
}

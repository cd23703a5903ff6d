package wariin.criteria;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import wariin.criteria.OscalDocument.Kind;
import wariin.criteria.OscalDocument.Node;
import wariin.site.Bilingual;

/// How our catalogues say things in two languages: OSCAL has none, so Japanese stands in properties and parts of ours.
final class Texts {

    private Texts() {}

    static Bilingual title(Node node) {
        var english = String.valueOf(node.title());
        return new Bilingual(property(node, "title-ja").orElse(english), english);
    }

    /// The words of a part and of the parts with its name, and of its translation.
    static Optional<Bilingual> part(Node node, String name) {
        var english = parts(node)
                .filter(part -> name.equals(part.name()))
                .map(Texts::whole)
                .findFirst();
        var japanese = parts(node)
                .filter(part -> (name + "-translation").equals(part.name()) && OscalRules.NS.equals(part.ns()))
                .filter(part -> part.type() == null || "ja".equals(part.type()))
                .map(Texts::whole)
                .findFirst();
        return english.filter(words -> !words.isBlank()).map(words -> new Bilingual(japanese.orElse(words), words));
    }

    /// Parts at any depth: what is expected stands inside the method in OSCAL.
    private static Stream<Node> parts(Node node) {
        return node.children(Kind.PART).stream().flatMap(part -> Stream.concat(Stream.of(part), parts(part)));
    }

    /// A statement may be divided into items, each with its own words.
    static String whole(Node part) {
        var items = part.children(Kind.PART).stream()
                .filter(item -> "item".equals(item.name()))
                .map(Texts::whole);
        return Stream.concat(Stream.ofNullable(part.prose()), items).collect(Collectors.joining("\n"));
    }

    static @Nullable Bilingual both(Node node, String name) {
        var english = property(node, name).orElse(null);
        return english == null
                ? null
                : new Bilingual(property(node, name + "-ja").orElse(english), english);
    }

    static Optional<String> property(Node node, String name) {
        return properties(node, name).stream().findFirst();
    }

    static List<String> properties(Node node, String name) {
        return node.properties().stream()
                .filter(property -> property.name().equals(name) && OscalRules.NS.equals(property.ns()))
                .map(OscalDocument.Property::value)
                .toList();
    }
}

package wariin.criteria;

import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import wariin.criteria.Criterion.Group;
import wariin.criteria.Criterion.Mapping;
import wariin.criteria.Criterion.Parameter;
import wariin.criteria.OscalDocument.Kind;
import wariin.criteria.OscalDocument.Node;
import wariin.site.Bilingual;

/// What a catalogue says: its targets and its criteria, in its order.
///
/// @param sources the standards it maps to, by short name
record Contents(List<Target> targets, List<Criterion> criteria, Map<String, Source> sources) {

    static Contents of(OscalDocument document) {
        var criteria = new ArrayList<Criterion>();
        for (var node : document.nodes()) collect(node, null, null, criteria);
        var targets = new LinkedHashMap<String, Target>();
        for (var node : document.nodes()) {
            if (isTarget(node)) targets.put(String.valueOf(node.id()), target(node));
        }
        for (var criterion : criteria) {
            for (var code : new TreeSet<>(criterion.targets())) targets.computeIfAbsent(code, Contents::unsaid);
        }
        return new Contents(List.copyOf(targets.values()), List.copyOf(criteria), sources(document));
    }

    List<Criterion> criteria(String target) {
        return criteria.stream()
                .filter(criterion -> criterion.targets().contains(target))
                .toList();
    }

    boolean open(Target target) {
        return criteria.stream().anyMatch(criterion -> criterion.targets().contains(target.code()));
    }

    private static void collect(Node node, @Nullable Node top, @Nullable Node parent, List<Criterion> criteria) {
        if (node.kind() == Kind.CONTROL) criteria.add(criterion(node, top, parent));
        for (var child : node.children()) {
            if (child.kind() == Kind.GROUP || child.kind() == Kind.CONTROL) {
                var outer = top == null && node.kind() == Kind.GROUP ? node : top;
                collect(child, outer, node.kind() == Kind.GROUP ? node : parent, criteria);
            }
        }
    }

    private static Criterion criterion(Node node, @Nullable Node top, @Nullable Node parent) {
        var age = Texts.property(node, "evidence-max-age").map(Period::parse).orElse(null);
        var targets = new LinkedHashSet<>(Texts.properties(node, "target"));
        if (targets.isEmpty() && top != null) targets.add(String.valueOf(top.id()));
        var group = parent == null
                ? new Group("-", new Bilingual("その他", "Others"))
                : new Group(String.valueOf(parent.id()), Texts.title(parent));
        return new Criterion(
                String.valueOf(node.id()),
                Texts.title(node),
                Texts.part(node, "statement").orElseThrow(),
                group,
                !"conditional".equals(Texts.property(node, "gating").orElse("")),
                Texts.both(node, "applies-when"),
                methods(node),
                Texts.part(node, "assessment-objects").orElse(null),
                age,
                Texts.property(node, "auto-check").orElse(null),
                mappings(node),
                node.children(Kind.PARAM).stream().map(Contents::parameter).toList(),
                targets);
    }

    private static Set<String> methods(Node node) {
        var methods = new LinkedHashSet<String>();
        for (var part : node.children(Kind.PART)) {
            for (var property : part.properties()) {
                if (property.name().equals("method")) methods.add(property.value());
            }
        }
        return methods;
    }

    private static List<Mapping> mappings(Node node) {
        var mappings = new ArrayList<Mapping>();
        for (var property : node.properties()) {
            if (property.name().equals("maps-to") && OscalRules.NS.equals(property.ns()) && property.type() != null) {
                var level = property.group() == null ? "document" : property.group();
                mappings.add(new Mapping(property.type(), property.value(), level));
            }
        }
        return mappings;
    }

    private static Parameter parameter(Node node) {
        var values = new ArrayList<String>();
        if (node.rest().get("values") instanceof JsonNode list) {
            for (var value : list) values.add(value.asString());
        }
        var label = node.rest().get("label");
        return new Parameter(String.valueOf(node.id()), label == null ? "" : label.asString(), List.copyOf(values));
    }

    /// A group at the top is a target, unless all its criteria are for others: then they are common to those.
    private static boolean isTarget(Node node) {
        if (node.kind() != Kind.GROUP || !"target".equals(node.type())) return false;
        var inside = new ArrayList<Criterion>();
        collect(node, null, null, inside);
        return inside.isEmpty()
                || inside.stream().anyMatch(criterion -> criterion.targets().contains(node.id()));
    }

    private static Target target(Node node) {
        var unsaid = unsaid(String.valueOf(node.id()));
        return new Target(
                unsaid.code(),
                Texts.title(node),
                Texts.property(node, "registration-prefix").orElse(unsaid.numberPrefix()),
                Texts.property(node, "service-type").orElse(unsaid.serviceType()),
                Texts.property(node, "validity").map(Period::parse).orElse(unsaid.validity()),
                Texts.property(node, "surveillance").map(Period::parse).orElse(unsaid.surveillance()),
                Texts.property(node, "renewal-opens").map(Period::parse).orElse(unsaid.renewalOpens()));
    }

    /// A target about which the catalogue says nothing but its code.
    private static Target unsaid(String code) {
        var capitals = code.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        var prefix = capitals.substring(0, Math.min(12, capitals.length()));
        return new Target(
                code,
                new Bilingual(code, code),
                prefix,
                Target.UNSPECIFIED,
                Target.VALIDITY,
                Target.SURVEILLANCE,
                Target.RENEWAL_OPENS);
    }

    private static Map<String, Source> sources(OscalDocument document) {
        var sources = new LinkedHashMap<String, Source>();
        for (var node : document.nodes()) {
            if (node.kind() != Kind.RESOURCE) continue;
            var name = Texts.property(node, "short-name").orElse(null);
            if (name == null) continue;
            var address = node.rest().path("rlinks").path(0).path("href").asString("");
            var safe = address.startsWith("https://") || address.startsWith("http://");
            sources.put(name, new Source(name, node.title() == null ? name : node.title(), safe ? address : null));
        }
        return Map.copyOf(sources);
    }
}

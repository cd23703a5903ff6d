package wariin.criteria;

import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A catalogue with members at random: known ones, rare ones, and such as only others' catalogues have.
final class RandomCatalogue {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String[] WORDS = {"key", "鍵", "log", "記録", "𠮷野", "\"quoted\"", "a\\b", "line\nbreak", "…"};

    private final Random random;
    private final ObjectNode top = JSON.createObjectNode();
    private int ids;

    RandomCatalogue(long seed) {
        random = new Random(seed);
        if (often()) top.put("$schema", "https://example.org/schema.json");
        var catalog = top.putObject("catalog");
        catalog.put("uuid", uuid());
        var metadata = catalog.putObject("metadata");
        metadata.put("title", words()).put("version", "v" + seed).put("last-modified", "2026-01-02T03:04:05.678+09:00");
        metadata.put("oscal-version", "1.1.3");
        if (often()) metadata.put("remarks", words());
        if (often()) metadata.putArray("roles").addObject().put("id", id()).put("title", words());
        if (often()) metadata.putArray("document-ids").addObject().put("identifier", words());
        if (often()) metadata.putObject("x-other").put("a", 1.5).put("b", true).putNull("c");
        properties(metadata);
        var resource = uuid();
        var resources = catalog.putObject("back-matter").putArray("resources");
        var described = resources.addObject().put("uuid", resource).put("title", words());
        described.putArray("rlinks").addObject().put("href", "https://example.org/" + id());
        properties(described);
        if (often()) parameter(catalog.putArray("params").addObject());
        var groups = catalog.putArray("groups");
        for (var i = 0; i <= random.nextInt(3); i++) group(groups.addObject(), 0, resource);
        if (often()) control(catalog.putArray("controls").addObject(), 0, resource);
    }

    byte[] bytes() {
        return JSON.writeValueAsBytes(top);
    }

    private void group(ObjectNode group, int depth, String resource) {
        group.put("id", "g" + id()).put("class", "target").put("title", words());
        properties(group);
        links(group, resource);
        if (often()) group.put("remarks", words());
        if (often()) parameter(group.putArray("params").addObject());
        if (often()) part(group.putArray("parts").addObject(), 0);
        if (depth < 2 && often()) group(group.putArray("groups").addObject(), depth + 1, resource);
        var controls = group.putArray("controls");
        for (var i = 0; i <= random.nextInt(3); i++) control(controls.addObject(), 0, resource);
    }

    private void control(ObjectNode control, int depth, String resource) {
        control.put("id", "c" + id()).put("title", words());
        if (often()) control.put("class", "criterion");
        properties(control);
        links(control, resource);
        if (often()) parameter(control.putArray("params").addObject());
        var parts = control.putArray("parts");
        parts.addObject().put("name", "statement").put("prose", words());
        if (often()) part(parts.addObject(), 0);
        if (depth < 2 && often()) control(control.putArray("controls").addObject(), depth + 1, resource);
    }

    private void part(ObjectNode part, int depth) {
        if (often()) part.put("id", "p" + id());
        part.put("name", "guidance");
        if (often()) part.put("ns", "https://example.org/ns").put("title", words());
        if (often()) part.put("prose", words());
        properties(part);
        if (depth < 3 && often()) part(part.putArray("parts").addObject(), depth + 1);
    }

    private void parameter(ObjectNode parameter) {
        parameter.put("id", "q" + id()).put("label", words());
        if (often()) parameter.putArray("values").add(words());
        else
            parameter
                    .putObject("select")
                    .put("how-many", "one")
                    .putArray("choice")
                    .add(words())
                    .add(words());
        properties(parameter);
    }

    private void properties(ObjectNode owner) {
        if (!often()) return;
        var properties = owner.putArray("props");
        for (var i = 0; i <= random.nextInt(3); i++) {
            var property = properties.addObject().put("name", "n" + id()).put("value", words());
            if (often()) property.put("ns", "https://example.org/ns").put("class", "any");
            if (often()) property.put("uuid", uuid()).put("remarks", words());
            if (often()) property.put("group", "any");
        }
    }

    private void links(ObjectNode owner, String resource) {
        if (!often()) return;
        var link = owner.putArray("links").addObject().put("href", often() ? "#" + resource : "https://example.org/");
        if (often()) link.put("rel", "reference").put("media-type", "text/html").put("text", words());
        if (often()) link.put("resource-fragment", "part");
    }

    private boolean often() {
        return random.nextBoolean();
    }

    private String id() {
        return String.valueOf(++ids);
    }

    private String words() {
        return WORDS[random.nextInt(WORDS.length)] + " " + WORDS[random.nextInt(WORDS.length)] + random.nextInt(100);
    }

    private String uuid() {
        return new UUID(
                        random.nextLong() & 0xFFFFFFFFFFFF0FFFL | 0x4000L,
                        random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L)
                .toString();
    }
}

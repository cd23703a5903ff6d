package wariin.ceremony;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What was done in a folder, entry by entry, each with the hash of the one before; for machines and, on paper, for
/// signatures.
final class CeremonyRecord {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final String FIRST = "0".repeat(64);

    /// What kind of entry.
    enum Kind {
        BEGIN,
        STEP,
        END
    }

    /// @param step the number of the step in its script, zero for begin and end
    /// @param outputs what was written or signed, with hashes
    record Entry(
            int number,
            String at,
            Kind kind,
            int step,
            String what,
            List<String> present,
            String script,
            Map<String, String> outputs,
            String previous,
            String hash) {

        Entry {
            present = List.copyOf(present);
            outputs = new TreeMap<>(outputs);
        }

        /// The hash of everything else in it, each part on a line of its own.
        String computed() {
            var lines = new ArrayList<>(
                    List.of(Integer.toString(number), at, kind.name(), Integer.toString(step), what, script, previous));
            present.forEach(name -> lines.add("present " + name));
            outputs.forEach((name, sha256) -> lines.add("output " + sha256 + " " + name));
            return CeremonyScript.sha256(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        }
    }

    private final CeremonyFolder folder;
    private final List<Entry> entries;

    private CeremonyRecord(CeremonyFolder folder, List<Entry> entries) {
        this.folder = folder;
        this.entries = entries;
    }

    /// Reads what there is; a record whose chain is broken is refused.
    static CeremonyRecord open(CeremonyFolder folder) {
        var file = folder.record();
        if (!Files.exists(file)) return new CeremonyRecord(folder, new ArrayList<>());
        try {
            var read = JSON.readValue(Files.readAllBytes(file), Entry[].class);
            var opened = new CeremonyRecord(folder, new ArrayList<>(List.of(read)));
            opened.refuseIfBroken();
            return opened;
        } catch (IOException | JacksonException e) {
            throw new Refused("The record " + file + " cannot be read: restore it from a copy", e);
        }
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /// The entry of a ceremony that was begun and is not ended.
    java.util.Optional<Entry> unfinished() {
        for (var entry : entries.reversed()) {
            if (entry.kind() == Kind.END) return java.util.Optional.empty();
            if (entry.kind() == Kind.BEGIN) return java.util.Optional.of(entry);
        }
        return java.util.Optional.empty();
    }

    /// How many steps of the unfinished ceremony are done.
    int done() {
        return entries.isEmpty() ? 0 : entries.getLast().step();
    }

    /// Adds and writes at once; the file is never half written.
    Entry add(
            String at,
            Kind kind,
            int step,
            String what,
            List<String> present,
            String script,
            Map<String, String> outputs) {
        var previous = entries.isEmpty() ? FIRST : entries.getLast().hash();
        var open = new Entry(entries.size() + 1, at, kind, step, what, present, script, outputs, previous, "");
        var entry = new Entry(open.number(), at, kind, step, what, present, script, outputs, previous, open.computed());
        entries.add(entry);
        folder.write("record.json", JSON.writeValueAsBytes(entries));
        folder.write("record.txt", text().getBytes(StandardCharsets.UTF_8));
        return entry;
    }

    /// Every output whose file is not what was written, or has gone.
    List<String> changedFiles() {
        var newest = new TreeMap<String, String>();
        entries.forEach(entry -> newest.putAll(entry.outputs()));
        var changed = new ArrayList<String>();
        newest.forEach((name, sha256) -> {
            var file = folder.path().resolve(name);
            try {
                if (!Files.exists(file)) changed.add(name + " is missing");
                else if (!CeremonyScript.sha256(Files.readAllBytes(file)).equals(sha256)) {
                    changed.add(name + " is not what was written");
                }
            } catch (IOException e) {
                changed.add(name + " cannot be read");
            }
        });
        return changed;
    }

    private void refuseIfBroken() {
        var previous = FIRST;
        for (var n = 0; n < entries.size(); n++) {
            var entry = entries.get(n);
            if (entry.number() != n + 1
                    || !entry.previous().equals(previous)
                    || !entry.hash().equals(entry.computed())) {
                throw new Refused("The record was changed at entry " + (n + 1) + ": nothing in this folder is proved");
            }
            previous = entry.hash();
        }
    }

    /// To be printed and signed by those who were there.
    String text() {
        var text = new StringBuilder("RECORD OF KEY CEREMONIES\n\n");
        for (var entry : entries) {
            text.append(entry.number())
                    .append(". ")
                    .append(entry.at())
                    .append("  ")
                    .append(entry.what())
                    .append('\n');
            if (entry.kind() == Kind.BEGIN)
                text.append("   script  ").append(entry.script()).append('\n');
            if (!entry.present().isEmpty()) {
                text.append("   present ")
                        .append(String.join(", ", entry.present()))
                        .append('\n');
            }
            entry.outputs()
                    .forEach((name, sha256) -> text.append("   ")
                            .append(sha256)
                            .append("  ")
                            .append(name)
                            .append('\n'));
            if (entry.kind() == Kind.END) {
                text.append("   record  ").append(entry.hash()).append("\n\n");
                for (var name : entry.present()) text.append("   ").append(name).append(": ____________________\n");
                text.append('\n');
            }
        }
        return text.toString();
    }

    static Path jsonIn(Path folder) {
        return folder.resolve("record.json");
    }
}

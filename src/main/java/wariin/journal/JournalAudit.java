package wariin.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import wariin.merkle.Checkpoint;
import wariin.merkle.NoteKey;
import wariin.merkle.SignedNote;
import wariin.merkle.TileId;
import wariin.merkle.TiledTree;
import wariin.merkle.TreeHash;

/// Recomputes the log from its entries alone: leaves, tiles, the root of each size it ever had, each signature.
@Component
class JournalAudit {

    private static final int BATCH = 1024;
    private static final int MOST_PROBLEMS = 20;

    private final EntryJournal entries;
    private final TreeJournal trees;
    private final LogIdentity identity;

    JournalAudit(EntryJournal entries, TreeJournal trees, LogIdentity identity) {
        this.entries = entries;
        this.trees = trees;
        this.identity = identity;
    }

    JournalCheck check() {
        return new Run().check();
    }

    /// One recomputation; keeps only the newest tile of each level.
    private final class Run {

        private final List<String> problems = new ArrayList<>();
        private final Map<TileId, byte[]> edge = new HashMap<>();
        private long size;

        JournalCheck check() {
            var key = identity.publicKey();
            var after = -1L;
            for (var heads = trees.heads(after, BATCH); !heads.isEmpty(); heads = trees.heads(after, BATCH)) {
                for (var head : heads) {
                    if (!growTo(head.size())) return result();
                    compare(head, key);
                    after = head.size();
                }
                if (problems.size() >= MOST_PROBLEMS) return result();
            }
            var beyond = entries.beyondTheTree();
            if (beyond > 0) problem(beyond + " entries have a place that the newest head does not reach");
            return result();
        }

        private JournalCheck result() {
            return new JournalCheck(size, entries.waiting(), List.copyOf(problems));
        }

        private boolean growTo(long target) {
            while (size < target) {
                var next = entries.between(size, Math.min(target, size + BATCH));
                var expected = size;
                for (var entry : next) {
                    if (entry.entry().index() == null || entry.entry().index() != expected++) break;
                    compare(entry);
                }
                if (next.isEmpty() || expected != Math.min(target, size + BATCH)) {
                    problem("Entry " + (next.isEmpty() ? size : expected) + " is missing");
                    return false;
                }
                grow(next);
            }
            return true;
        }

        private void grow(List<EntryJournal.Whole> next) {
            var growth = new TiledTree(tile -> edge.getOrDefault(tile, new byte[0]), size)
                    .grow(next.stream()
                            .map(entry -> TreeHash.leaf(entry.leaf()))
                            .toList());
            growth.tiles().forEach((tile, hashes) -> {
                var stored = trees.read(tile);
                if (stored.length < hashes.length
                        || !Arrays.equals(stored, 0, hashes.length, hashes, 0, hashes.length)) {
                    problem("The tile " + tile.path() + " is not what its entries make it");
                }
                edge.keySet().removeIf(old -> old.level() == tile.level() && old.index() < tile.index());
                edge.put(tile, hashes);
            });
            size = growth.size();
        }

        private void compare(EntryJournal.Whole whole) {
            var entry = whole.entry();
            if (!TreeHash.leaf(whole.leaf()).equals(entry.id().leafHash())) {
                problem("The leaf of entry " + entry.index() + " has been changed");
            }
            var salt = whole.salt();
            if (salt != null && !Arrays.equals(whole.leaf(), Leaf.encode(entry.act(), entry.at(), salt))) {
                problem("The details of entry " + entry.index() + " are not those that its leaf commits to");
            }
        }

        private void compare(TreeJournal.Head head, NoteKey key) {
            var root = new TiledTree(tile -> edge.getOrDefault(tile, new byte[0]), size).root();
            if (!root.equals(head.root())) {
                problem("The root at size " + head.size() + " is not what its entries make it");
            }
            if (head.note() == null) return;
            try {
                var note = SignedNote.parse(head.note());
                var checkpoint = new Checkpoint(identity.origin(), head.size(), root);
                if (key.signed(note) && note.text().equals(checkpoint.text())) return;
            } catch (IllegalArgumentException _) {
                // told below
            }
            problem("The checkpoint at size " + head.size() + " does not verify");
        }

        private void problem(String sentence) {
            if (problems.size() < MOST_PROBLEMS) problems.add(sentence);
        }
    }
}

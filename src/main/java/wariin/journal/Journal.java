package wariin.journal;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import wariin.journal.EntryJournal.Fresh;
import wariin.merkle.Checkpoint;
import wariin.merkle.SignedNote;
import wariin.merkle.TileId;
import wariin.merkle.TiledTree;
import wariin.merkle.TreeHash;

/// Appends acts and proves them. The numbered steps are those of docs/flows/log.md.
@Service
public class Journal {

    private final EntryJournal entries;
    private final TreeJournal trees;
    private final Sequencer sequencer;
    private final LogIdentity identity;
    private final JournalAudit audit;
    private final Clock clock;
    private final SecureRandom random;

    Journal(
            EntryJournal entries,
            TreeJournal trees,
            Sequencer sequencer,
            LogIdentity identity,
            JournalAudit audit,
            Clock clock,
            SecureRandom random) {
        this.entries = entries;
        this.trees = trees;
        this.sequencer = sequencer;
        this.identity = identity;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /// Records an act in the caller's transaction, which must exist: no act lacks its record, no record its act.
    @Transactional(propagation = Propagation.MANDATORY)
    public EntryId append(Act act) {
        return appendAll(List.of(act)).getFirst();
    }

    /// Records many acts in the caller's transaction, in this order, by one statement.
    @Transactional(propagation = Propagation.MANDATORY)
    public List<EntryId> appendAll(List<Act> acts) {
        if (acts.isEmpty()) return List.of();
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS); // as fine as the database keeps it
        var added = acts.stream().map(act -> fresh(act, at)).toList();
        entries.add(added); // 1.
        return added.stream().map(entry -> new EntryId(entry.leafHash())).toList();
    }

    private Fresh fresh(Act act, Instant at) {
        var salt = new byte[Leaf.SALT];
        random.nextBytes(salt);
        var leaf = Leaf.encode(act, at, salt);
        return new Fresh(TreeHash.leaf(leaf), leaf, act, at, salt);
    }

    /// What happened to a thing, oldest first.
    public List<JournalEntry> about(String subject) {
        return entries.about(subject);
    }

    public Optional<JournalEntry> find(EntryId id) {
        return entries.find(id.leafHash()).map(EntryJournal.Whole::entry);
    }

    /// The entry at a place of the tree.
    public Optional<JournalEntry> at(long index) {
        return entries.findByIndex(index).map(EntryJournal.Whole::entry);
    }

    /// The proof of an entry against the newest checkpoint; empty while it waits for the next integration.
    public Optional<Inclusion> inclusion(EntryId id) {
        var head = trees.newestSigned().orElse(null);
        var found = entries.find(id.leafHash()).orElse(null);
        if (head == null || head.note() == null || found == null) return Optional.empty();
        var index = found.entry().index();
        if (index == null || index >= head.size()) return Optional.empty();
        var proof = new TiledTree(trees, head.size()).inclusion(index);
        return Optional.of(new Inclusion(id, found.leaf(), proof, head.note()));
    }

    /// The newest signed checkpoint (C2SP tlog-checkpoint).
    public String checkpoint() {
        var head = trees.newestSigned();
        if (head.isEmpty()) {
            integrate();
            head = trees.newestSigned();
        }
        return String.valueOf(head.orElseThrow().note());
    }

    /// The hashes of a tile as far as it has been stored, for those who mirror the log.
    public byte[] tile(TileId tile) {
        return trees.read(tile);
    }

    /// The public leaves at the places from..to, as far as the newest checkpoint reaches.
    public List<byte[]> leaves(long from, long to) {
        var size = trees.newestSigned().map(TreeJournal.Head::size).orElse(0L);
        return entries.between(from, Math.min(to, size)).stream()
                .map(EntryJournal.Whole::leaf)
                .toList();
    }

    /// The key that checkpoints are checked with (C2SP signed-note): `name+hash+key`.
    public String publicKey() {
        return identity.publicKey().toString();
    }

    /// Whether a proof holds: leaf, path, root and the log's signature. Needs no database but for the key.
    public boolean proves(Inclusion inclusion) {
        var note = SignedNote.parse(inclusion.checkpoint());
        var checkpoint = Checkpoint.parse(note.text());
        return identity.publicKey().signed(note)
                && checkpoint.size() == inclusion.proof().size()
                && TreeHash.leaf(inclusion.leaf()).equals(inclusion.id().leafHash())
                && inclusion.proof().proves(inclusion.id().leafHash(), checkpoint.root());
    }

    /// Gives all committed entries their place in the tree and signs the checkpoint; never inside a transaction.
    public void integrate() {
        sequencer.integrate();
    }

    /// Empties what may be personal of an entry. Its leaf and all proofs stay as they are.
    @Transactional(propagation = Propagation.MANDATORY)
    public void erase(EntryId id) {
        entries.erase(id.leafHash());
    }

    /// Recomputes the whole log from its rows and says what does not fit.
    public JournalCheck check() {
        return audit.check();
    }
}

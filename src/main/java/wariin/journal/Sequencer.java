package wariin.journal;

import java.time.Clock;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.merkle.TiledTree;

/// Gives committed entries their place in the tree and signs what it became (docs/flows/log.md).
///
/// Steps 2 to 4 are one transaction, so a crash leaves all or nothing of them; step 5 reads only what that
/// transaction made durable, so what is signed is never lost; a crash before step 6 leaves an unsigned head, which
/// the next run signs.
@Component
class Sequencer {

    enum Step {
        LOCKED,
        NUMBERED,
        TILED,
        HEADED,
        COMMITTED,
        SIGNED,
        PUBLISHED
    }

    private static final int BATCH = 2048;

    private final EntryJournal entries;
    private final TreeJournal trees;
    private final LogIdentity identity;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Sequencer(
            EntryJournal entries,
            TreeJournal trees,
            LogIdentity identity,
            TransactionTemplate transaction,
            Clock clock) {
        this.entries = entries;
        this.trees = trees;
        this.identity = identity;
        this.transaction = transaction;
        this.clock = clock;
    }

    void integrate() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Entries are integrated after their transaction, not inside it");
        }
        while (Boolean.TRUE.equals(transaction.execute(_ -> extend()))) {
            reached(Step.COMMITTED);
        }
        sign();
    }

    /// Whether there may be more.
    private boolean extend() {
        trees.lock(); // 2. one sequencer at a time, over all nodes
        reached(Step.LOCKED);
        var head = trees.newest();
        var size = head.map(TreeJournal.Head::size).orElse(0L);
        var next = entries.number(size, BATCH); // 3. only committed entries are seen
        reached(Step.NUMBERED);
        if (next.isEmpty() && head.isPresent()) return false;
        var growth = new TiledTree(trees, size)
                .grow(next.stream().map(EntryJournal.Numbered::leafHash).toList());
        growth.tiles().forEach(trees::write); // 4. tiles and the new head
        reached(Step.TILED);
        trees.add(growth.size(), growth.root(), clock.instant());
        reached(Step.HEADED);
        return next.size() == BATCH;
    }

    private void sign() {
        var head = trees.newest().orElseThrow();
        if (head.note() != null) return;
        var note = Objects.requireNonNull(identity.sign(head.size(), head.root())); // 5. outside of any transaction
        reached(Step.SIGNED);
        trees.publish(head.size(), note); // 6.
        reached(Step.PUBLISHED);
    }

    /// A place for tests to crash at.
    void reached(Step step) {}
}

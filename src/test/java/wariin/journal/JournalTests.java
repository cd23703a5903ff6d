package wariin.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.database.DatabaseTest;
import wariin.merkle.Checkpoint;
import wariin.merkle.NoteKey;
import wariin.merkle.SignedNote;
import wariin.merkle.TiledTree;

@DatabaseTest
class JournalTests {

    @Autowired
    Journal journal;

    @Autowired
    TreeJournal trees;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    private final String subject = UUID.randomUUID().toString();

    @Test
    void provesAnActAgainstTheSignedCheckpoint() {
        var id = append(Map.of("name", "山田花子", "note", "\"a\"\n\\b"));
        assertThat(journal.inclusion(id).map(Inclusion::id))
                .isIn(List.of(java.util.Optional.empty(), java.util.Optional.of(id)));

        journal.integrate();

        var inclusion = journal.inclusion(id).orElseThrow();
        assertThat(journal.proves(inclusion)).isTrue();
        assertThat(NoteKey.of(journal.publicKey()).signed(SignedNote.parse(journal.checkpoint())))
                .isTrue();
        assertThat(new String(inclusion.leaf(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("contract-signed", subject)
                .doesNotContain("山田花子", "user-7");
        var entry = journal.about(subject).getFirst();
        assertThat(entry.act().facts()).containsEntry("name", "山田花子").containsEntry("note", "\"a\"\n\\b");
        assertThat(journal.at(inclusion.proof().index())).contains(entry);
        assertThat(journal.check().problems()).isEmpty();
    }

    @Test
    void appendsOnlyInsideATransaction() {
        assertThatThrownBy(() -> journal.append(Act.of("contract-signed", subject, "system")))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> journal.integrate()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void forgetsAnActWhoseTransactionRollsBack() {
        var id = transaction.execute(status -> {
            status.setRollbackOnly();
            return journal.append(Act.of("contract-signed", subject, "system"));
        });
        journal.integrate();

        assertThat(journal.about(subject)).isEmpty();
        assertThat(journal.find(id)).isEmpty();
    }

    @Test
    void losesAndDoublesNothingUnderManyThreads() throws Exception {
        var committed = Collections.synchronizedList(new ArrayList<EntryId>());
        var done = new AtomicBoolean();
        try (var sequencers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < 2; n++) {
                sequencers.submit(() -> {
                    while (!done.get()) journal.integrate();
                });
            }
            try (var appenders = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var thread = 0; thread < 16; thread++) {
                    appenders.submit(() -> appendSome(committed));
                }
            }
            done.set(true);
            sequencers.shutdown();
            assertThat(sequencers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
        journal.integrate();

        assertThat(journal.about(subject).stream().map(JournalEntry::id))
                .containsExactlyInAnyOrderElementsOf(committed);
        var places = new HashSet<Long>();
        for (var id : committed) {
            var inclusion = journal.inclusion(id).orElseThrow();
            assertThat(journal.proves(inclusion)).isTrue();
            assertThat(places.add(inclusion.proof().index())).isTrue();
        }
        assertThat(journal.check().problems()).isEmpty();
        everyCheckpointGoesOnFromTheOneBefore();
    }

    private void appendSome(List<EntryId> committed) {
        for (var n = 0; n < 40; n++) {
            var rollBack = ThreadLocalRandom.current().nextInt(4) == 0;
            var id = transaction.execute(status -> {
                var appended = journal.append(Act.of("contract-viewed", subject, "user-7"));
                if (rollBack) status.setRollbackOnly();
                return appended;
            });
            if (!rollBack) committed.add(id);
        }
    }

    private void everyCheckpointGoesOnFromTheOneBefore() {
        var newest = Checkpoint.parse(SignedNote.parse(journal.checkpoint()).text());
        var tree = new TiledTree(trees, newest.size());
        for (var head : trees.heads(0, 10_000)) {
            assertThat(tree.consistency(head.size()).proves(head.root(), newest.root()))
                    .isTrue();
        }
    }

    @Test
    void keepsItsEntriesAgainstChangeAndDeletion() {
        var id = append(Map.of());
        journal.integrate();

        for (var change : List.of(
                "update journal_entry set kind = 'other' where leaf_hash = :id",
                "update journal_entry set actor = 'other' where leaf_hash = :id",
                "update journal_entry set tree_index = null where leaf_hash = :id",
                "delete from journal_entry where leaf_hash = :id")) {
            assertThatThrownBy(() ->
                            sql.sql(change).param("id", id.leafHash().bytes()).update())
                    .hasMessageContaining("Entries of the log are never");
        }
    }

    @Test
    void keepsTheProofWhenTheDetailsAreErased() {
        var id = append(Map.of("name", "山田花子"));
        journal.integrate();

        transaction.executeWithoutResult(_ -> journal.erase(id));

        assertThat(journal.proves(journal.inclusion(id).orElseThrow())).isTrue();
        assertThat(journal.find(id).orElseThrow().act()).isEqualTo(Act.of("contract-signed", subject, "erased"));
        assertThat(journal.check().problems()).isEmpty();
    }

    @Test
    void findsWhatSomebodyChangedBehindItsBack() {
        var id = append(Map.of("name", "山田花子"));
        journal.integrate();
        var index = journal.inclusion(id).orElseThrow().proof().index();

        for (var change : List.of(
                "update journal_entry set facts = '{\"name\":\"田中太郎\"}' where leaf_hash = :id",
                "update journal_entry set leaf = convert_to(replace(convert_from(leaf, 'utf8'), 'signed', 'denied'), 'utf8') where leaf_hash = :id",
                "update journal_entry set tree_index = tree_index + 1000000 where leaf_hash = :id",
                "update journal_tree set root = :id where size = " + (index + 1),
                "update journal_tree set note = replace(note, '— ', '— x') where size > " + index,
                "update journal_tile set hashes = set_byte(hashes, 0, 255 - get_byte(hashes, 0)) where level = 0")) {
            transaction.executeWithoutResult(status -> {
                sql.sql("set local session_replication_role = replica").update(); // as a superuser could
                var changed = change.contains(":id")
                        ? sql.sql(change).param("id", id.leafHash().bytes()).update()
                        : sql.sql(change).update();
                if (changed > 0)
                    assertThat(journal.check().problems()).as(change).isNotEmpty();
                status.setRollbackOnly();
            });
        }
        assertThat(journal.check().problems()).isEmpty();
    }

    private EntryId append(Map<String, String> facts) {
        return transaction.execute(_ -> journal.append(new Act("contract-signed", subject, "user-7", facts)));
    }
}

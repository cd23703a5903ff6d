package wariin.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.database.DatabaseTest;
import wariin.merkle.Checkpoint;
import wariin.merkle.SignedNote;
import wariin.merkle.TiledTree;

@DatabaseTest
class SequencerTests {

    @Autowired
    Journal journal;

    @Autowired
    EntryJournal entries;

    @Autowired
    TreeJournal trees;

    @Autowired
    LogIdentity identity;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    /// What a crash of the process at a line does to the database: the open transaction is gone, the rest is there.
    private Sequencer crashingAt(Sequencer.Step step) {
        return new Sequencer(entries, trees, identity, transaction, clock) {
            @Override
            void reached(Step now) {
                if (now == step) throw new IllegalStateException("crash at " + step);
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void continuesAfterACrashAtAnyStep(Sequencer.Step step) {
        journal.integrate();
        var before = checkpoint();
        var subject = UUID.randomUUID().toString();
        for (var n = 0; n < 3; n++) {
            transaction.execute(_ -> journal.append(Act.of("contract-viewed", subject, "system")));
        }

        // The platform's own sequencer runs beside us and may have been first: then there is nothing left to crash on.
        try {
            crashingAt(step).integrate();
        } catch (IllegalStateException crash) {
            assertThat(crash).hasMessage("crash at " + step);
        }
        journal.integrate();

        var after = checkpoint();
        assertThat(after.size()).isEqualTo(before.size() + 3);
        assertThat(new TiledTree(trees, after.size()).consistency(before.size()).proves(before.root(), after.root()))
                .isTrue();
        for (var entry : journal.about(subject)) {
            assertThat(journal.proves(journal.inclusion(entry.id()).orElseThrow()))
                    .isTrue();
        }
        assertThat(journal.check().problems()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCKED", "NUMBERED"})
    void crashesWhereItIsToldTo(Sequencer.Step step) {
        assertThatThrownBy(() -> crashingAt(step).integrate()).hasMessage("crash at " + step);
    }

    private Checkpoint checkpoint() {
        return Checkpoint.parse(SignedNote.parse(journal.checkpoint()).text());
    }
}

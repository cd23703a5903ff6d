package wariin.custody;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.keys.KeyRotation;

/// Rotates the key-encryption key. The numbered steps are those of docs/keys.md.
///
/// A rotation is begun by somebody and goes on by itself, here or in another process: each step is recorded, and
/// {@link #advance} finds out from the records, the key file or token, and the rows which step is next. Killed
/// anywhere, it goes on there.
@Service
public class Custody {

    /// What is wrapped under which key, and the rotation under way, if any.
    public record Standing(
            String place, List<String> generations, List<KeyRotation.Standing> tables, Optional<Rotation> open) {

        public String current() {
            return generations.getLast();
        }

        /// How many secrets rest under this key.
        public long under(String key) {
            return tables.stream()
                    .mapToLong(table -> table.counts().getOrDefault(key, 0L))
                    .sum();
        }

        /// How many rest under any other key than the one that wraps.
        public long remaining() {
            return tables.stream()
                            .flatMap(table -> table.counts().values().stream())
                            .mapToLong(Long::longValue)
                            .sum()
                    - under(current());
        }
    }

    private final KeyRotation keys;
    private final RotationRegister register;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final CustodySettings settings;
    private final Clock clock;

    Custody(
            KeyRotation keys,
            RotationRegister register,
            Journal journal,
            TransactionTemplate transaction,
            CustodySettings settings,
            Clock clock) {
        this.keys = keys;
        this.register = register;
        this.journal = journal;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    public Standing standing() {
        return new Standing(keys.place(), keys.generations(), keys.standings(), register.open());
    }

    /// Whether secrets under this key can be opened.
    public boolean holds(String key) {
        return keys.holds(key);
    }

    public Optional<Rotation> open() {
        return register.open();
    }

    public List<Rotation> newest(int limit) {
        return register.newest(limit);
    }

    /// When the older keys of a rotation may be destroyed; empty while something needs them.
    public Optional<Instant> due(Rotation rotation) {
        return Optional.ofNullable(rotation.clearAt()).map(at -> at.plus(settings.rest()));
    }

    /// 1. Begins a rotation; false if one is under way, which goes on then.
    ///
    /// @param by the id of a user, or `system` for who has the machine
    public boolean begin(String by) {
        var before = keys.generations().getLast();
        var id = UUID.randomUUID();
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            if (!register.add(id, before, by, clock.instant())) return false;
            append("key-rotation-begun", id, by, Map.of("before", before));
            return true;
        }));
    }

    /// Goes on with what is under way as far as it gets now; false if another process is at it.
    public boolean advance() {
        var open = register.open();
        if (open.isEmpty() || open.get().stage() == Rotation.Stage.RESTING && !isDue(open.get())) return true;
        return register.alone(() -> register.open().map(this::made).ifPresent(this::goOn));
    }

    /// 2. The new key is durable before anything says that it is there. A crash in between leaves it in the file or the
    /// token, where it wraps already: then it is not made again.
    private Rotation made(Rotation rotation) {
        if (rotation.after() != null) return rotation;
        var newest = keys.generations().getLast();
        var after = newest.equals(rotation.before()) ? keys.renew() : newest;
        transaction.executeWithoutResult(_ -> {
            if (!register.made(rotation.id(), after)) return;
            append("key-encryption-key-made", rotation.id(), rotation.begunBy(), Map.of("after", after));
        });
        return register.open().orElseThrow();
    }

    /// 3. and 4.
    private void goOn(Rotation rotation) {
        var found = move(rotation);
        if (keys.remaining() > 0) {
            if (rotation.clearAt() != null) register.needed(rotation.id());
            return;
        }
        // What came late may not have come alone: the rest begins anew.
        if (found && rotation.clearAt() != null) register.needed(rotation.id());
        if (found || rotation.clearAt() == null) clear(rotation);
        register.open().filter(this::isDue).ifPresent(this::retire);
    }

    /// 3. Walks until a walk finds nothing to move: what is wrapped meanwhile is under the new key already, and
    /// what was wrapped before comes with the next walk. Whether anything was moved.
    private boolean move(Rotation rotation) {
        var found = false;
        while (true) {
            var pass = keys.pass();
            register.count(rotation.id(), pass.moved(), pass.stuck());
            if (pass.moved() == 0) return found;
            found = true;
        }
    }

    private void clear(Rotation rotation) {
        var moved = Objects.requireNonNull(rotation.after());
        transaction.executeWithoutResult(_ -> {
            if (!register.clear(rotation.id(), clock.instant())) return;
            append("key-rotation-moved", rotation.id(), rotation.begunBy(), Map.of("after", moved));
        });
    }

    /// 4. The intent, the destruction, the record: whoever finds only the intent destroys again, which does nothing to
    /// what is gone. The rows are counted once more right before.
    private void retire(Rotation rotation) {
        var older = String.join(
                " ", keys.generations().subList(0, keys.generations().size() - 1));
        transaction.executeWithoutResult(_ -> {
            if (!register.retiring(rotation.id(), clock.instant())) return;
            append("key-encryption-keys-retiring", rotation.id(), rotation.begunBy(), Map.of("keys", older));
        });
        keys.destroyOlder();
        transaction.executeWithoutResult(_ -> {
            if (!register.finish(rotation.id(), clock.instant())) return;
            var facts = Map.of("moved", Long.toString(rotation.moved()));
            append("key-encryption-keys-retired", rotation.id(), rotation.begunBy(), facts);
        });
    }

    private boolean isDue(Rotation rotation) {
        return due(rotation).filter(at -> !at.isAfter(clock.instant())).isPresent();
    }

    private void append(String kind, UUID rotation, String by, Map<String, String> facts) {
        journal.append(new Act(kind, rotation.toString(), by, facts));
    }
}

package wariin.keys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes a new key-encryption key, brings everything that is wrapped under it, and destroys the older ones when
/// nothing needs them.
///
/// Every act may be broken off anywhere and repeated: the new key is durable before the first secret is wrapped under
/// it, and each secret's row says at any time which key opens it. Who does it when, and the journal, are the caller's.
@Service
public class KeyRotation {

    private static final Logger log = LoggerFactory.getLogger(KeyRotation.class);
    private static final int BATCH = 200;

    /// How many secrets of a table rest under which key-encryption key.
    public record Standing(String table, Map<String, Long> counts) {}

    /// What one walk through all tables did; `stuck` are those that do not open.
    public record Pass(long moved, long stuck) {

        Pass and(Pass other) {
            return new Pass(moved + other.moved, stuck + other.stuck);
        }
    }

    private record Anew(WrappedSecrets.Held before, Wrapped after) {}

    private final CryptographicModule module;
    private final List<WrappedSecrets> tables;
    private final TransactionTemplate transaction;

    KeyRotation(CryptographicModule module, List<WrappedSecrets> tables, TransactionTemplate transaction) {
        this.module = module;
        this.tables = tables.stream()
                .sorted(Comparator.comparing(WrappedSecrets::table))
                .toList();
        this.transaction = transaction;
    }

    /// The key-encryption keys, the oldest first; the last one wraps.
    public List<String> generations() {
        return module.generations();
    }

    /// Whether this key is there to open with, also one of a label that the platform had before.
    public boolean holds(String key) {
        return module.holds(key);
    }

    /// Where they are, in a few words for the operator.
    public String place() {
        return module.description();
    }

    public List<Standing> standings() {
        return tables.stream()
                .map(one -> new Standing(one.table(), one.counts()))
                .toList();
    }

    /// How many secrets another key than the one that wraps now still has to open.
    public long remaining() {
        var current = module.currentKey();
        return standings().stream()
                .flatMap(one -> one.counts().entrySet().stream())
                .filter(count -> !count.getKey().equals(current))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /// Makes the next key-encryption key and sees that it works before anybody relies on it.
    public String renew() {
        var name = module.renew();
        var context = name.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var wrapped = module.wrap(new byte[32], context);
        if (!wrapped.key().equals(name) || !Arrays.equals(module.unwrap(wrapped, context), new byte[32])) {
            throw new KeysUnusable("The new key-encryption key " + name + " does not work: check " + place());
        }
        return name;
    }

    /// Walks once through all tables. What was written under an older key meanwhile is for the next walk.
    public Pass pass() {
        var whole = new Pass(0, 0);
        var current = module.currentKey();
        for (var table : tables) {
            for (var key : table.counts().keySet()) {
                if (!key.equals(current)) whole = whole.and(pass(table, key));
            }
        }
        return whole;
    }

    /// Destroys all key-encryption keys but the one that wraps. None goes while anything rests under another one.
    public List<String> destroyOlder() {
        var older = new ArrayList<>(module.generations());
        var current = older.removeLast();
        for (var one : standings()) {
            for (var key : one.counts().keySet()) {
                if (!key.equals(current)) {
                    throw new KeysUnusable("Secrets of " + one.table() + " still rest under " + key
                            + ": rotate once more, so that they come under the new key");
                }
            }
        }
        older.forEach(module::destroy);
        return older;
    }

    private Pass pass(WrappedSecrets table, String key) {
        var done = new Pass(0, 0);
        var after = "";
        for (var batch = table.under(key, after, BATCH); !batch.isEmpty(); batch = table.under(key, after, BATCH)) {
            done = done.and(move(table, batch));
            after = batch.getLast().id();
        }
        return done;
    }

    /// Opening and wrapping come before the transaction, so that rows are locked only while they are written.
    private Pass move(WrappedSecrets table, List<WrappedSecrets.Held> batch) {
        var anew = new ArrayList<Anew>();
        var stuck = 0;
        for (var held : batch) {
            try {
                anew.add(new Anew(held, anew(held)));
            } catch (KeysUnusable unusable) {
                requireAWorkingModule();
                stuck++;
                log.atError()
                        .addKeyValue("table", table.table())
                        .addKeyValue("id", held.id())
                        .log("A secret keeps its old wrapping: {}", unusable.getMessage());
            }
        }
        var moved = transaction.execute(_ -> anew.stream()
                .filter(one -> table.replace(one.before, one.after))
                .count());
        return new Pass(moved, stuck);
    }

    private Wrapped anew(WrappedSecrets.Held held) {
        var secret = module.unwrap(held.wrapped(), held.context());
        try {
            return module.wrap(secret, held.context());
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /// Tells a secret that does not open from a module that opens nothing now, which ends the walk.
    private void requireAWorkingModule() {
        module.unwrap(module.wrap(new byte[1], new byte[0]), new byte[0]);
    }
}

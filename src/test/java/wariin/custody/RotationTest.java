package wariin.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.journal.Journal;
import wariin.keys.CryptographicModule;
import wariin.keys.KeyRotation;
import wariin.keys.RotationOf;
import wariin.keys.WrappedSecrets;
import wariin.vault.StoredOwnerKeys;

/// What holds wherever the key-encryption keys are. The platform's own progress is switched off: each test makes its.
abstract class RotationTest {

    private static final int MANY = 100_000;

    @Autowired
    BeanFactory beans;

    @Autowired
    CryptographicModule module;

    @Autowired
    KeyRotation keys;

    @Autowired
    List<WrappedSecrets> tables;

    @Autowired
    RotationRegister register;

    @Autowired
    Journal journal;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcTemplate sql;

    @Test
    void bringsEverySecretUnderANewKeyAndThenDestroysTheOldOne() throws Exception {
        var everything = new Everything(beans).keep();
        var before = module.currentKey();
        assertThat(tables)
                .allSatisfy(
                        table -> assertThat(table.counts()).as(table.table()).containsOnlyKeys(before));
        var custody = custody(keys, Duration.ofHours(1), Instant.now());

        assertThat(custody.begin("operator-1")).isTrue();
        assertThat(custody.begin("operator-2")).isFalse();
        assertThat(custody.advance()).isTrue();

        var after = module.currentKey();
        assertThat(after).isNotEqualTo(before);
        assertThat(tables)
                .allSatisfy(
                        table -> assertThat(table.counts()).as(table.table()).containsOnlyKeys(after));
        assertThat(custody.open().orElseThrow().stage()).isEqualTo(Rotation.Stage.RESTING);
        assertThat(module.generations()).contains(before, after);
        everything.opens();

        var later = custody(keys, Duration.ofHours(1), Instant.now().plusSeconds(3700));
        later.advance();

        assertThat(later.open()).isEmpty();
        assertThat(module.generations()).containsExactly(after);
        everything.opens();
        everything.isUsed();
        var rotation = later.newest(1).getFirst();
        assertThat(rotation.moved()).isGreaterThanOrEqualTo(7 * 6);
        assertThat(sql.queryForList(
                        "select kind from journal_entry where subject = ? order by at",
                        String.class,
                        "" + rotation.id()))
                .containsExactly(
                        "key-rotation-begun",
                        "key-encryption-key-made",
                        "key-rotation-moved",
                        "key-encryption-keys-retiring",
                        "key-encryption-keys-retired");
    }

    static Stream<Killed.Moment> moments() {
        return Stream.of(
                new Killed.Moment("renew", 1, false),
                new Killed.Moment("renew", 1, true),
                new Killed.Moment("wrap", 2, false),
                new Killed.Moment("wrap", 12, true),
                new Killed.Moment("destroy", 1, false),
                new Killed.Moment("destroy", 1, true));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void goesOnWhereItWasKilled(Killed.Moment moment) throws Exception {
        var everything = new Everything(beans).keep();
        var before = module.currentKey();
        var killed = RotationOf.these(Killed.at(moment, module), walked(() -> {}), transaction);
        var first = custody(killed, Duration.ZERO, Instant.now());
        first.begin("operator-1");

        assertThatExceptionOfType(Killed.class).isThrownBy(first::advance);
        everything.opens();
        var second = custody(keys, Duration.ZERO, Instant.now());
        assertThat(second.begin("operator-1")).isFalse();
        second.advance();

        assertThat(second.open()).isEmpty();
        assertThat(module.generations()).hasSize(1).doesNotContain(before);
        everything.opens();
        second.advance();
        assertThat(module.generations()).hasSize(1);
    }

    @Test
    void goesOnBetweenTwoBatches() throws Exception {
        var everything = new Everything(beans).keep();
        var before = module.currentKey();
        var batches = new AtomicInteger();
        var killed = RotationOf.these(module, walked(() -> stopAt(batches, 4)), transaction);
        var first = custody(killed, Duration.ZERO, Instant.now());
        first.begin("system");

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(first::advance);

        assertThat(keys.remaining()).isPositive();
        assertThat(keys.standings().stream()
                        .mapToLong(one -> one.counts().getOrDefault(module.currentKey(), 0L))
                        .sum())
                .isPositive();
        everything.opens();
        custody(keys, Duration.ZERO, Instant.now()).advance();
        assertThat(module.holds(before)).isFalse();
        everything.opens();
    }

    @Test
    void catchesWhatIsWrittenMeanwhile() throws Exception {
        var everything = new Everything(beans).keep();
        var started = new AtomicBoolean();
        var slow = RotationOf.these(module, walked(() -> started.set(true)), transaction);
        var now = Instant.now();
        var custody = custody(slow, Duration.ofHours(1), now);
        try (var writers = Executors.newSingleThreadExecutor()) {
            var end = new AtomicBoolean();
            var writing = writers.submit(() -> {
                while (!end.get()) everything.keepASigner();
            });
            custody.begin("system");
            custody.advance();
            end.set(true);
            writing.get();
        }
        for (var hours = 2; custody.open().isPresent() && hours < 6; hours += 2) {
            custody = custody(slow, Duration.ofHours(1), now.plus(Duration.ofHours(hours)));
            custody.advance();
        }

        assertThat(started).isTrue();
        assertThat(custody.open()).isEmpty();
        assertThat(keys.remaining()).isZero();
        everything.opens();
    }

    /// A row wrapped under the old key, whose transaction ends only when everything else has been brought over.
    @Test
    void restsAgainWhenSomethingCameLate() throws Exception {
        var everything = new Everything(beans).keep();
        var before = module.currentKey();
        var user = everything.someUserWithACode();
        var late = sql.queryForMap("select kek, secret from identity_totp where user_id = ?", user);
        var began = Instant.now();
        custody(keys, Duration.ofHours(1), began).begin("system");
        custody(keys, Duration.ofHours(1), began).advance();
        sql.update(
                "update identity_totp set kek = ?, secret = ? where user_id = ?",
                late.get("kek"),
                late.get("secret"),
                user);

        var due = custody(keys, Duration.ofHours(1), began.plusSeconds(3601));
        due.advance();

        assertThat(keys.remaining()).isZero();
        assertThat(module.holds(before)).isTrue();
        assertThat(due.open().orElseThrow().clearAt()).isAfter(began.plusSeconds(3600));
        custody(keys, Duration.ofHours(1), began.plusSeconds(7300)).advance();
        assertThat(module.holds(before)).isFalse();
        everything.opens();
    }

    @Test
    void keepsTheOldKeyWhileSomethingDoesNotOpen() throws Exception {
        var everything = new Everything(beans).keep();
        var before = module.currentKey();
        var user = everything.someUserWithACode();
        var whole = sql.queryForObject("select secret from identity_totp where user_id = ?", byte[].class, user);
        sql.update("update identity_totp set secret = 'damaged, by somebody who can write' where user_id = ?", user);
        var custody = custody(keys, Duration.ZERO, Instant.now());
        custody.begin("system");
        custody.advance();

        var stuck = custody.open().orElseThrow();
        assertThat(stuck.stage()).isEqualTo(Rotation.Stage.STUCK);
        assertThat(stuck.stuck()).isEqualTo(1);
        assertThat(keys.remaining()).isEqualTo(1);
        assertThat(module.holds(before)).isTrue();
        assertThatExceptionOfType(wariin.keys.KeysUnusable.class)
                .isThrownBy(keys::destroyOlder)
                .withMessageContaining("identity_totp");

        sql.update("update identity_totp set secret = ? where user_id = ?", whole, user);
        custody.advance();
        assertThat(custody.open()).isEmpty();
        assertThat(module.holds(before)).isFalse();
        everything.opens();
    }

    @Test
    void letsOneProcessAtATimeRotate() {
        var custody = custody(keys, Duration.ZERO, Instant.now());
        custody.begin("system");

        var tried = new AtomicBoolean(true);
        register.alone(() -> tried.set(custody.advance()));

        assertThat(tried).isFalse();
        assertThat(custody.advance()).isTrue();
        assertThat(custody.open()).isEmpty();
    }

    /// The floor is what the module itself takes for as many secrets, and what the database takes to write one value
    /// into as many rows with one statement.
    @Test
    @Tag("heavy")
    void bringsAHundredThousandSecretsOver() throws Exception {
        var everything = new Everything(beans).keep();
        StoredOwnerKeys.keep(beans, MANY);
        var custody = custody(keys, Duration.ZERO, Instant.now());
        custody.begin("system");

        var rotated = seconds(custody::advance);

        assertThat(custody.open()).isEmpty();
        assertThat(keys.remaining()).isZero();
        assertThat(custody.newest(1).getFirst().moved()).isGreaterThan(MANY);
        everything.opens();
        var moduleOnly = seconds(() -> {
            for (var n = 0; n < MANY; n++) module.unwrap(module.wrap(new byte[32], new byte[36]), new byte[36]);
        });
        var databaseOnly = seconds(() -> sql.update("update vault_owner_key set wrapped = wrapped || ''::bytea"));
        System.out.printf(
                "%s: %,d secrets rotated in %.1f s, %,.0f/s; module alone %.1f s, one statement %.1f s%n",
                keys.place(), MANY, rotated, MANY / rotated, moduleOnly, databaseOnly);
    }

    private static double seconds(Runnable work) {
        var began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e9;
    }

    private static void stopAt(AtomicInteger count, int last) {
        if (count.incrementAndGet() == last) throw new IllegalStateException("stopped");
    }

    private List<WrappedSecrets> walked(Runnable meanwhile) {
        return tables.stream()
                .<WrappedSecrets>map(one -> new Walked(one, meanwhile))
                .toList();
    }

    private Custody custody(KeyRotation rotation, Duration rest, Instant now) {
        var clock = Clock.fixed(now.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
        return new Custody(rotation, register, journal, transaction, new CustodySettings(rest), clock);
    }
}

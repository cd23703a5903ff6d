package wariin.keys.software;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wariin.keys.KeysUnusable;
import wariin.keys.Wrapped;

class FileModuleTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);
    private static final String PASSPHRASE = "correct horse 電子署名";

    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("keys").resolve("kek");
    }

    @Test
    void opensItsFileAgainWithTheSamePassphrase() {
        var wrapped = open(PASSPHRASE, true).wrap("secret".getBytes(UTF_8), "of Hana".getBytes(UTF_8));

        var secret = open(PASSPHRASE, false).unwrap(wrapped, "of Hana".getBytes(UTF_8));

        assertThat(secret).asString(UTF_8).isEqualTo("secret");
    }

    @Test
    void keepsTheFileFromOtherUsersAndWithoutTheKeyInTheClear() throws Exception {
        open(PASSPHRASE, true);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(Files.list(file.getParent())).containsExactly(file);
    }

    @Test
    void refusesAWrongPassphraseAndSaysWhatToDo() {
        open(PASSPHRASE, true);

        assertThatExceptionOfType(KeysUnusable.class)
                .isThrownBy(() -> open("correct horse 電子署各", false))
                .withMessageContaining("passphrase does not open")
                .withMessageContaining("give the one");
    }

    @Test
    void refusesAShortPassphraseAtTheFirstStart() {
        assertThatExceptionOfType(KeysUnusable.class)
                .isThrownBy(() -> open("secret", true))
                .withMessageContaining("shorter than 12");
        assertThat(file).doesNotExist();
    }

    @Test
    void makesNoNewKeyWhereSomethingIsWrappedAlready() {
        assertThatExceptionOfType(KeysUnusable.class)
                .isThrownBy(() -> open(PASSPHRASE, false))
                .withMessageContaining("backup");
        assertThat(file).doesNotExist();
    }

    @Test
    void refusesEveryChangedByteOfWhatItWrapped() {
        var module = open(PASSPHRASE, true);
        var wrapped = module.wrap("secret".getBytes(UTF_8), new byte[] {1});

        for (var n = 0; n < wrapped.bytes().length; n++) {
            var changed = wrapped.bytes().clone();
            changed[n] ^= 1;
            assertThatExceptionOfType(KeysUnusable.class)
                    .isThrownBy(() -> module.unwrap(new Wrapped(wrapped.key(), changed), new byte[] {1}));
        }
        assertThatExceptionOfType(KeysUnusable.class).isThrownBy(() -> module.unwrap(wrapped, new byte[] {2}));
        assertThatExceptionOfType(KeysUnusable.class)
                .isThrownBy(() -> module.unwrap(new Wrapped(wrapped.key(), new byte[5]), new byte[] {1}));
        assertThatExceptionOfType(KeysUnusable.class)
                .isThrownBy(() -> module.unwrap(new Wrapped("file/other", wrapped.bytes()), new byte[] {1}));
    }

    @Test
    void refusesADamagedFile() throws Exception {
        open(PASSPHRASE, true);
        var text = Files.readString(file);

        for (var damaged : new String[] {
            "", text.substring(0, 60), text.replace("argon2id", "argon2i"), text.replace("iterations=3", "iterations=1")
        }) {
            Files.writeString(file, damaged);
            assertThatExceptionOfType(KeysUnusable.class).isThrownBy(() -> open(PASSPHRASE, false));
        }
    }

    @Test
    void wrapsWithANewKeyAtOnceAndUnwrapsWithTheOldOne() throws Exception {
        var module = open(PASSPHRASE, true);
        var before = module.currentKey();
        var wrapped = module.wrap("secret".getBytes(UTF_8), new byte[0]);

        var name = module.renew();

        assertThat(module.generations()).containsExactly(before, name);
        assertThat(module.wrap(new byte[1], new byte[0]).key()).isEqualTo(name);
        var afterRestart = open(PASSPHRASE, false);
        assertThat(afterRestart.generations()).containsExactly(before, name);
        for (var one : new FileModule[] {module, afterRestart}) {
            assertThat(one.unwrap(wrapped, new byte[0])).asString(UTF_8).isEqualTo("secret");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.resolveSibling("kek.lock"))))
                .isEqualTo("rw-------");
    }

    @Test
    void followsWhatAnotherProcessDidToTheFile() {
        var one = open(PASSPHRASE, true);
        var other = open(PASSPHRASE, false);
        var before = one.currentKey();

        var name = one.renew();
        var wrapped = one.wrap("secret".getBytes(UTF_8), new byte[0]);

        assertThat(other.unwrap(wrapped, new byte[0])).asString(UTF_8).isEqualTo("secret");
        assertThat(other.wrap(new byte[1], new byte[0]).key()).isEqualTo(name);

        one.destroy(before);
        assertThat(one.generations()).containsExactly(name);
        assertThat(other.generations()).containsExactly(name);
        assertThat(other.currentKey()).isEqualTo(name);
    }

    @Test
    void destroysOnlyOlderKeysAndOnlyOnce() {
        var module = open(PASSPHRASE, true);
        var before = module.currentKey();
        var wrapped = module.wrap(new byte[1], new byte[0]);
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> module.destroy(before));
        var name = module.renew();

        module.destroy(before);
        module.destroy(before);

        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> module.destroy(name));
        assertThat(module.holds(before)).isFalse();
        assertThatExceptionOfType(KeysUnusable.class).isThrownBy(() -> module.unwrap(wrapped, new byte[0]));
        assertThat(open(PASSPHRASE, false).generations()).containsExactly(name);
    }

    @Test
    void opensWithTheNewPassphraseOnlyAfterItWasChanged() throws Exception {
        var module = open(PASSPHRASE, true);
        var wrapped = module.wrap("secret".getBytes(UTF_8), new byte[0]);
        module.renew();
        var names = module.generations();
        var salt = Files.readAllLines(file).get(1);

        FileModule.changePassphrase(file, PASSPHRASE.toCharArray(), "another one, longer".toCharArray(), random);

        assertThat(Files.readAllLines(file).get(1)).isNotEqualTo(salt);
        assertThatExceptionOfType(KeysUnusable.class).isThrownBy(() -> open(PASSPHRASE, false));
        var after = open("another one, longer", false);
        assertThat(after.generations()).isEqualTo(names);
        assertThat(after.unwrap(wrapped, new byte[0])).asString(UTF_8).isEqualTo("secret");
    }

    @Test
    void leavesTheFileWhenThePassphraseCannotBeChanged() throws Exception {
        open(PASSPHRASE, true);
        var text = Files.readString(file);

        for (var wrong : new String[][] {{"not the passphrase", "another one, longer"}, {PASSPHRASE, "short"}}) {
            assertThatExceptionOfType(KeysUnusable.class)
                    .isThrownBy(() ->
                            FileModule.changePassphrase(file, wrong[0].toCharArray(), wrong[1].toCharArray(), random));
        }
        assertThat(Files.readString(file)).isEqualTo(text);
        assertThatExceptionOfType(KeysUnusable.class)
                .isThrownBy(() -> FileModule.changePassphrase(
                        folder.resolve("none"), PASSPHRASE.toCharArray(), "another one, longer".toCharArray(), random))
                .withMessageContaining("no key file");
    }

    /// A process that runs with the old passphrase: it goes on, but can neither rotate nor follow a rotation, and says
    /// so instead of wrapping under a key that is about to go.
    @Test
    void goesOnAfterThePassphraseWasChangedUntilTheKeysChange() {
        var running = open(PASSPHRASE, true);
        var wrapped = running.wrap("secret".getBytes(UTF_8), new byte[0]);
        FileModule.changePassphrase(file, PASSPHRASE.toCharArray(), "another one, longer".toCharArray(), random);

        assertThat(running.unwrap(running.wrap(new byte[1], new byte[0]), new byte[0]))
                .hasSize(1);
        assertThatExceptionOfType(KeysUnusable.class).isThrownBy(running::renew);

        open("another one, longer", false).renew();
        assertThatExceptionOfType(KeysUnusable.class).isThrownBy(() -> running.wrap(new byte[1], new byte[0]));
        assertThat(running.unwrap(wrapped, new byte[0])).asString(UTF_8).isEqualTo("secret");
    }

    @Test
    void followsARotationThatItSleptThrough() {
        var one = open(PASSPHRASE, true);
        var other = open(PASSPHRASE, false);
        var before = one.currentKey();

        var name = one.renew();
        one.destroy(before);

        assertThat(other.wrap(new byte[1], new byte[0]).key()).isEqualTo(name);
        assertThat(other.holds(name)).isTrue();
    }

    @Test
    void wrapsNothingMoreWhenSomebodyPutsAnOlderFileBack() throws Exception {
        var module = open(PASSPHRASE, true);
        var older = Files.readAllBytes(file);
        module.renew();
        var wrapped = module.wrap("secret".getBytes(UTF_8), new byte[0]);
        var newest = Files.readAllBytes(file);

        Files.write(file, older);

        assertThatExceptionOfType(KeysUnusable.class)
                .isThrownBy(() -> module.wrap(new byte[1], new byte[0]))
                .withMessageContaining("put the newest one back");
        assertThatExceptionOfType(KeysUnusable.class).isThrownBy(module::renew);
        assertThat(module.unwrap(wrapped, new byte[0])).asString(UTF_8).isEqualTo("secret");
        Files.write(file, newest);
        assertThat(module.wrap(new byte[1], new byte[0]).key()).isEqualTo(wrapped.key());
    }

    @Test
    void losesNoKeyWhenManyChangeTheFileAtOnce() throws Exception {
        open(PASSPHRASE, true);
        try (var threads = Executors.newFixedThreadPool(2)) {
            Callable<String> renewal = () -> open(PASSPHRASE, false).renew();
            var made = threads.invokeAll(List.of(renewal, renewal));
            var after = open(PASSPHRASE, false);
            for (var one : made) assertThat(after.holds(one.get())).isTrue();
            assertThat(after.generations()).hasSize(3);
        }
    }

    private FileModule open(String passphrase, boolean mayCreate) {
        return FileModule.open(file, passphrase::toCharArray, mayCreate, random, CLOCK);
    }
}

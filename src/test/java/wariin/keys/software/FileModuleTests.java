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
    void unwrapsWithTheOldKeyAfterARotation() {
        var before = open(PASSPHRASE, true);
        var wrapped = before.wrap("secret".getBytes(UTF_8), new byte[0]);

        FileModule.rotate(file, PASSPHRASE.toCharArray(), random, CLOCK);

        var after = open(PASSPHRASE, false);
        assertThat(after.currentKey()).isNotEqualTo(before.currentKey());
        assertThat(after.holds(before.currentKey())).isTrue();
        assertThat(after.unwrap(wrapped, new byte[0])).asString(UTF_8).isEqualTo("secret");
        assertThat(after.wrap(new byte[1], new byte[0]).key()).isEqualTo(after.currentKey());
    }

    private FileModule open(String passphrase, boolean mayCreate) {
        return FileModule.open(file, passphrase.toCharArray(), mayCreate, random, CLOCK);
    }
}

package wariin.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.Signature;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OfflineKeyTests {
    private static final byte[] MESSAGE = {1, 2, 3};

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("root.key");
    }

    @ParameterizedTest
    @EnumSource(names = {"EC_P384", "ML_DSA_87"})
    void opensAgainWithBothPassphrases(KeyAlgorithm algorithm) throws Exception {
        var made = OfflineKey.generate(file, algorithm, hana(), taro(), new SecureRandom());

        try (var opened = OfflineKey.open(file, hana(), taro())) {
            var verifier = Signature.getInstance(algorithm.signatureAlgorithm());
            verifier.initVerify(made.publicKey());
            verifier.update(MESSAGE);
            assertThat(verifier.verify(opened.sign(MESSAGE))).isTrue();
            assertThat(opened.algorithm()).isEqualTo(algorithm);
            assertThat(OfflineKey.publicKey(file)).isEqualTo(made.publicKey());
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void opensNeitherForOneNorInTheWrongOrder() {
        OfflineKey.generate(file, KeyAlgorithm.EC_P256, hana(), taro(), new SecureRandom());

        refused(() -> OfflineKey.open(file, hana(), hana()), "one of them is wrong");
        refused(() -> OfflineKey.open(file, hana(), "".toCharArray()), "one of them is wrong");
        refused(() -> OfflineKey.open(file, taro(), hana()), "one of them is wrong");
    }

    @Test
    void refusesPassphrasesThatAreShortOrTheSame() {
        refused(() -> make(hana(), hana()), "the same");
        refused(() -> make(hana(), "short".toCharArray()), "shorter");
        assertThat(file).doesNotExist();
    }

    @Test
    void neverWritesOverAKey() {
        make(hana(), taro());

        refused(() -> make(hana(), taro()), "never written over");
        OfflineKey.open(file, hana(), taro()).close();
    }

    @Test
    void doesNotOpenAfterAnyChangeOfTheFile() throws Exception {
        make(hana(), taro());
        var other = folder.resolve("other.key");
        OfflineKey.generate(other, KeyAlgorithm.EC_P256, hana(), taro(), new SecureRandom());
        var lines = Files.readAllLines(file);
        lines.set(2, Files.readAllLines(other).get(2)); // another public key over the same private one
        Files.write(file, lines);

        refused(() -> OfflineKey.open(file, hana(), taro()), "do not open");
        Files.writeString(file, "something else");
        refused(() -> OfflineKey.open(file, hana(), taro()), "not an offline key");
    }

    @Test
    void isGoneWhenClosedOrDestroyed() {
        var key = make(hana(), taro());
        key.close();
        OfflineKey.destroy(file);

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> key.sign(MESSAGE));
        assertThat(file).doesNotExist();
        refused(() -> OfflineKey.open(file, hana(), taro()), "cannot be read");
    }

    private OfflineKey make(char[] first, char[] second) {
        return OfflineKey.generate(file, KeyAlgorithm.EC_P256, first, second, new SecureRandom());
    }

    private static char[] hana() {
        return "花さんの長い合言葉であります".toCharArray();
    }

    private static char[] taro() {
        return "taro has another long one".toCharArray();
    }

    private static void refused(ThrowingCallable call, String words) {
        assertThatExceptionOfType(KeysUnusable.class).isThrownBy(call).withMessageContaining(words);
    }
}

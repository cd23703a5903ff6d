package wariin.keys.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wariin.keys.KeyAlgorithm;
import wariin.keys.KeysUnusable;
import wariin.keys.ResidentKeys;

class TokenKeyPairsTests {
    private static final byte[] MESSAGE = {1, 2, 3};

    private volatile String pin = SoftToken.PIN;
    private TokenModule module;
    private ResidentKeys keys;
    private String label;

    @BeforeAll
    static void insertTheToken() throws Exception {
        SoftToken.insert();
    }

    @BeforeEach
    void open() {
        label = "key-" + UUID.randomUUID();
        module = TokenModule.open(
                SoftToken.LIBRARY,
                0,
                () -> pin.toCharArray(),
                label,
                new TokenOwner(UUID.randomUUID(), List.of()),
                new SecureRandom(),
                Clock.systemUTC());
        keys = module.resident().orElseThrow();
    }

    @AfterEach
    void putBack() throws Exception {
        if (SoftToken.isAway()) SoftToken.putBack();
    }

    @ParameterizedTest
    @EnumSource(names = {"EC_P256", "EC_P384", "RSA_3072"})
    void signsInTheToken(KeyAlgorithm algorithm) throws Exception {
        var publicKey = keys.generate(algorithm, label);

        for (var n = 0; n < 50; n++) {
            assertThat(verifies(algorithm, publicKey, keys.sign(algorithm, label, MESSAGE)))
                    .isTrue();
        }
        assertThat(keys.holds(label)).isTrue();
    }

    @Test
    void leavesToTheDatabaseWhatNoTokenKnows() {
        assertThat(keys.makes(KeyAlgorithm.ML_DSA_65)).isFalse();
        assertThat(keys.makes(KeyAlgorithm.EC_P384)).isTrue();
    }

    @Test
    void servesManyAtOnce() throws Exception {
        var publicKey = keys.generate(KeyAlgorithm.EC_P256, label);

        try (var threads = Executors.newFixedThreadPool(8)) {
            var signatures = threads.invokeAll(IntStream.range(0, 400)
                    .<Callable<byte[]>>mapToObj(_ -> () -> keys.sign(KeyAlgorithm.EC_P256, label, MESSAGE))
                    .toList());
            for (var signature : signatures) {
                assertThat(verifies(KeyAlgorithm.EC_P256, publicKey, signature.get()))
                        .isTrue();
            }
        }
    }

    @Test
    void forgetsADestroyedKey() {
        keys.generate(KeyAlgorithm.EC_P256, label);
        keys.destroy(label);

        assertThat(keys.holds(label)).isFalse();
        refused("is not in the token");
    }

    @Test
    void saysThatTheTokenIsAwayAndGoesOnWhenItIsBack() throws Exception {
        var publicKey = keys.generate(KeyAlgorithm.EC_P256, label);
        var wrapped = module.wrap(MESSAGE, new byte[0]);

        SoftToken.remove();
        refused("no initialised token");
        for (var n = 0; n < 100; n++) refused("no initialised token");
        assertThatExceptionOfType(KeysUnusable.class).isThrownBy(() -> module.unwrap(wrapped, new byte[0]));
        assertThatExceptionOfType(KeysUnusable.class)
                .isThrownBy(() -> keys.generate(KeyAlgorithm.EC_P256, label + "-2"));
        SoftToken.putBack();
        Thread.sleep(1100);

        assertThat(verifies(KeyAlgorithm.EC_P256, publicKey, keys.sign(KeyAlgorithm.EC_P256, label, MESSAGE)))
                .isTrue();
        assertThat(module.unwrap(wrapped, new byte[0])).isEqualTo(MESSAGE);
    }

    @Test
    void triesAWrongPinOnceAndANewOneAtOnce() throws Exception {
        keys.generate(KeyAlgorithm.EC_P256, label);
        pin = "000000";
        SoftToken.remove();
        refused("no initialised token");
        SoftToken.putBack();

        for (var n = 0; n < 3; n++) {
            Thread.sleep(1050);
            refused("The PIN");
        }
        pin = SoftToken.PIN;
        Thread.sleep(1050);

        assertThat(keys.sign(KeyAlgorithm.EC_P256, label, MESSAGE)).isNotEmpty();
    }

    private void refused(String words) {
        assertThatExceptionOfType(KeysUnusable.class)
                .isThrownBy(() -> keys.sign(KeyAlgorithm.EC_P256, label, MESSAGE))
                .withMessageContaining(words);
    }

    private static boolean verifies(KeyAlgorithm algorithm, PublicKey key, byte[] signature) throws Exception {
        var verifier = Signature.getInstance(algorithm.signatureAlgorithm());
        verifier.initVerify(key);
        verifier.update(MESSAGE);
        return verifier.verify(signature);
    }
}

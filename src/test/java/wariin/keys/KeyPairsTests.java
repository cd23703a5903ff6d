package wariin.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.MessageDigest;
import java.security.Security;
import java.security.Signature;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeyPairsTests {

    @AfterAll
    static void putCorrettoBack() {
        Corretto.install();
    }

    @ParameterizedTest
    @CsvSource({
        "EC_P256, true",
        "EC_P256, false",
        "EC_P384, true",
        "EC_P384, false",
        "RSA_3072, true",
        "RSA_3072, false",
        "ED25519, true",
        "ED25519, false",
        "RSA_4096, true",
        "ML_DSA_65, true",
        "ML_DSA_65, false",
        "ML_DSA_87, true",
        "ML_DSA_87, false"
    })
    void signsWithCorrettoAndWithTheJdkAlone(KeyAlgorithm algorithm, boolean corretto) throws Exception {
        if (corretto) assertThat(Corretto.install()).isTrue();
        else Security.removeProvider(AmazonCorrettoCryptoProvider.PROVIDER_NAME);
        var pair = KeyPairs.generate(algorithm);
        var secret = KeyPairs.privateKey(algorithm, pair.getPrivate().getEncoded());
        var publicKey = KeyPairs.publicKey(algorithm, pair.getPublic().getEncoded());
        var message = "契約書".getBytes(UTF_8);

        var signature = KeyPairs.sign(algorithm, secret, publicKey, message);

        assertThat(verifies(algorithm.signatureAlgorithm(), publicKey, message, signature))
                .isTrue();
        if (algorithm == KeyAlgorithm.ED25519 || algorithm.lattice()) return;
        var hash = MessageDigest.getInstance("SHA-256").digest(message);
        var overHash = KeyPairs.signHash(algorithm, secret, publicKey, hash);
        assertThat(verifies(algorithm.hashSignatureAlgorithm(), publicKey, message, overHash))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RSA_4096") // slow to make
    void throwsASignatureAwayThatDoesNotVerify(KeyAlgorithm algorithm) {
        var pair = KeyPairs.generate(algorithm);
        var other = KeyPairs.generate(algorithm);

        assertThatExceptionOfType(KeysUnusable.class)
                .isThrownBy(() -> KeyPairs.sign(algorithm, pair.getPrivate(), other.getPublic(), new byte[9]))
                .withMessageContaining("thrown away");
    }

    private static boolean verifies(String algorithm, java.security.PublicKey key, byte[] message, byte[] signature)
            throws Exception {
        var verifier = Signature.getInstance(algorithm);
        verifier.initVerify(key);
        verifier.update(message);
        return verifier.verify(signature);
    }
}

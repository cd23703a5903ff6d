package wariin.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.MessageDigest;
import java.security.Signature;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.database.DatabaseTest;

@DatabaseTest
class SubscriberKeysTests {

    @Autowired
    SubscriberKeys keys;

    @Autowired
    AuthorityKeys authorities;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    private final String user = UUID.randomUUID().toString();
    private final byte[] message = "契約書".getBytes(UTF_8);

    @ParameterizedTest
    @EnumSource(names = {"EC_P256", "EC_P384", "RSA_3072"})
    void signsAnActivatedHash(KeyAlgorithm algorithm) throws Exception {
        var key = keys.generate(algorithm, "credential-1", user);

        var signature = keys.sign(key.id(), activated("credential-1", user));

        var verifier = Signature.getInstance(algorithm.hashSignatureAlgorithm());
        verifier.initVerify(key.publicKey());
        verifier.update(message);
        assertThat(verifier.verify(signature)).isTrue();
        assertThat(keys.find(key.id()).orElseThrow().publicKey().getEncoded())
                .isEqualTo(key.publicKey().getEncoded());
    }

    @Test
    void doesNotSignForAnotherUserOrCredential() {
        var key = keys.generate(KeyAlgorithm.EC_P256, "credential-1", user);

        assertThatExceptionOfType(KeysUnusable.class)
                .isThrownBy(() -> keys.sign(key.id(), activated("credential-2", user)))
                .withMessageContaining("does not open");
        assertThatExceptionOfType(KeysUnusable.class)
                .isThrownBy(() -> keys.sign(key.id(), activated("credential-1", "somebody else")));
    }

    @Test
    void doesNotUnwrapARowThatWasGivenToAnotherUser() {
        var hanas = keys.generate(KeyAlgorithm.EC_P256, "credential-h", "hana");
        var taros = keys.generate(KeyAlgorithm.EC_P256, "credential-t", "taro");

        sql.sql("""
                update keys_key t set public_key = h.public_key, wrapped = h.wrapped, kek = h.kek
                from keys_key h where t.id = :taros and h.id = :hanas
                """)
                .param("taros", taros.id().value())
                .param("hanas", hanas.id().value())
                .update();
        assertThatExceptionOfType(KeysUnusable.class)
                .isThrownBy(() -> keys.sign(taros.id(), activated("credential-t", "taro")));

        sql.sql("update keys_key set credential = 'credential-t', subscriber = 'taro' where id = :id")
                .param("id", hanas.id().value())
                .update();
        assertThatExceptionOfType(KeysUnusable.class)
                .isThrownBy(() -> keys.sign(hanas.id(), activated("credential-t", "taro")));
    }

    @Test
    void storesNoPrivateKeyInTheClear() {
        var key = keys.generate(KeyAlgorithm.EC_P256, "credential-1", user);

        var wrapped = sql.sql("select wrapped from keys_key where id = :id")
                .param("id", key.id().value())
                .query(byte[].class)
                .single();

        assertThatExceptionOfType(KeysUnusable.class)
                .isThrownBy(() -> KeyPairs.privateKey(KeyAlgorithm.EC_P256, wrapped));
    }

    @Test
    void forgetsADestroyedKeyForEver() {
        var key = keys.generate(KeyAlgorithm.EC_P256, "credential-1", user);

        keys.destroy(key.id(), "certificate revoked");

        assertThatIllegalStateException()
                .isThrownBy(() -> keys.sign(key.id(), activated("credential-1", user)))
                .withMessageContaining("destroyed");
        assertThat(keys.find(key.id())).isPresent();
    }

    @Test
    void doesNotSignInsideATransaction() {
        var key = keys.generate(KeyAlgorithm.EC_P256, "credential-1", user);

        assertThatIllegalStateException()
                .isThrownBy(() -> transaction.execute(_ -> keys.sign(key.id(), activated("credential-1", user))));
    }

    @ParameterizedTest
    @EnumSource
    void authoritiesSignMessages(KeyAlgorithm algorithm) throws Exception {
        var purpose = "test:" + UUID.randomUUID();
        var key = authorities.generate(algorithm, purpose);

        var signature = authorities.sign(key.id(), message);

        var verifier = Signature.getInstance(algorithm.signatureAlgorithm());
        verifier.initVerify(key.publicKey());
        verifier.update(message);
        assertThat(verifier.verify(signature)).isTrue();
        assertThat(authorities.generate(algorithm, purpose).id()).isEqualTo(key.id());
        assertThat(authorities.find(purpose).orElseThrow().id()).isEqualTo(key.id());
        assertThat(authorities.find(purpose + "x")).isEmpty();
    }

    private ActivatedHash activated(String credential, String user) {
        try {
            return new ActivatedHash(
                    credential, user, MessageDigest.getInstance("SHA-256").digest(message)) {};
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

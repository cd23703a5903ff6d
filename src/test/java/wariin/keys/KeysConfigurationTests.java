package wariin.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.database.DatabaseTest;
import wariin.keys.pkcs11.SoftToken;
import wariin.keys.software.FileModule;

@DatabaseTest
class KeysConfigurationTests {

    private final KeysConfiguration configuration = new KeysConfiguration();
    private final SecureRandom random = new SecureRandom();

    @Autowired
    KeyRegister register;

    @Autowired
    SubscriberKeys keys;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @TempDir
    Path folder;

    @BeforeEach
    void storeAKey() {
        keys.generate(KeyAlgorithm.EC_P256, "credential-1", "user-7");
    }

    @Test
    void saysWhatToDoWithoutAPassphrase() {
        refused(settings("", null), "WARIIN_KEYS_PASSPHRASE");
        refused(settings(" ", folder.resolve("missing")), "cannot be read");
    }

    @Test
    void refusesToStartWithAnotherKeyThanTheStoredKeysHave() throws Exception {
        refused(settings("a passphrase of some length", null), "put it back from a backup");

        var other = folder.resolve("keys").resolve("kek");
        FileModule.open(other, "a passphrase of some length".toCharArray(), true, random, Clock.systemUTC());

        refused(settings("a passphrase of some length", null), "the module that it had before");
    }

    @Test
    void readsThePassphraseFromAFile() throws Exception {
        var file = Files.writeString(folder.resolve("passphrase"), "a passphrase of some length\n");

        refused(settings("", file), "put it back from a backup");
    }

    @Test
    void refusesATokenWithoutItsPinOrItsKey() throws Exception {
        SoftToken.insert();
        var pin = Files.writeString(folder.resolve("pin"), SoftToken.PIN + "\n");

        refused(token(null), "pin-file");
        refused(token(pin), "the token that it had before");
    }

    @Test
    void worksOnAToken() throws Exception {
        SoftToken.insert();
        var pin = Files.writeString(folder.resolve("pin"), SoftToken.PIN + "\n");

        transaction.executeWithoutResult(status -> {
            sql.sql("delete from keys_key").update();
            status.setRollbackOnly();
            var module = configuration.cryptographicModule(token(pin), register, folder, random, Clock.systemUTC());
            assertThat(module.currentKey()).startsWith("token/wariin-kek-test/");
            new AuthorityKeys(module, register, Clock.systemUTC()).generate(KeyAlgorithm.RSA_3072, "ca:test");
            var authorities = new AuthorityKeys(module, register, Clock.systemUTC());
            assertThat(authorities.sign(
                            authorities.find("ca:test").orElseThrow().id(), new byte[5]))
                    .hasSize(384);
            assertThat(new KeysHealth(module, register).look().verdict().name()).isEqualTo("HEALTHY");
        });
    }

    @Test
    void bringsAllKeysUnderANewKey() {
        var file = folder.resolve("kek");
        var passphrase = "a passphrase of some length";
        transaction.executeWithoutResult(status -> {
            sql.sql("delete from keys_key").update();
            status.setRollbackOnly();
            var before = FileModule.open(file, passphrase.toCharArray(), true, random, Clock.systemUTC());
            var subscribers = new SubscriberKeys(before, register, Clock.systemUTC());
            for (var n = 0; n < 5; n++) subscribers.generate(KeyAlgorithm.EC_P256, "credential-" + n, "user-7");
            FileModule.rotate(file, passphrase.toCharArray(), random, Clock.systemUTC());
            var after = FileModule.open(file, passphrase.toCharArray(), false, random, Clock.systemUTC());

            assertThat(new KeyRotation(after, register).rewrap()).isEqualTo(5);

            assertThat(register.keyEncryptionKeys()).containsExactly(after.currentKey());
            assertThat(new KeysHealth(after, register).look().verdict().name()).isEqualTo("HEALTHY");
            assertThat(new KeyRotation(after, register).rewrap()).isZero();
        });
    }

    private KeysSettings settings(String passphrase, Path file) {
        return new KeysSettings(passphrase, file, new KeysSettings.Pkcs11(null, 0, null, "wariin-kek"));
    }

    private KeysSettings token(Path pin) {
        return new KeysSettings("", null, new KeysSettings.Pkcs11(SoftToken.LIBRARY, 0, pin, "wariin-kek-test"));
    }

    private void refused(KeysSettings settings, String words) {
        assertThatExceptionOfType(KeysUnusable.class)
                .isThrownBy(
                        () -> configuration.cryptographicModule(settings, register, folder, random, Clock.systemUTC()))
                .withMessageContaining(words);
    }
}

package wariin.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
        FileModule.open(other, "a passphrase of some length"::toCharArray, true, random, Clock.systemUTC());

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

        refused(token(null, KeysSettings.Place.WRAPPED), "pin-file");
        refused(token(pin, KeysSettings.Place.WRAPPED), "that it had before");
    }

    @ParameterizedTest
    @EnumSource
    void worksOnAToken(KeysSettings.Place place) throws Exception {
        SoftToken.insert();
        var pin = Files.writeString(folder.resolve("pin"), SoftToken.PIN + "\n");
        var settings = token(pin, place);

        transaction.executeWithoutResult(status -> {
            sql.sql("delete from keys_key").update();
            status.setRollbackOnly();
            var module = configuration.cryptographicModule(settings, register, folder, random, Clock.systemUTC());
            assertThat(module.currentKey()).startsWith("token/wariin-kek-test/");
            var first = new AuthorityKeys(module, register, settings, Clock.systemUTC());
            first.generate(KeyAlgorithm.RSA_3072, "ca:test");
            first.generate(KeyAlgorithm.ML_DSA_65, "ca:test-q");
            var authorities = new AuthorityKeys(module, register, settings, Clock.systemUTC());
            assertThat(sign(authorities, "ca:test")).hasSize(384);
            assertThat(sign(authorities, "ca:test-q")).hasSize(3309);
            assertThat(sql.sql("select purpose from keys_key where token_label is not null")
                            .query(String.class)
                            .list())
                    .isEqualTo(place == KeysSettings.Place.TOKEN ? List.of("ca:test") : List.of());
            assertThat(new KeysHealth(module, register).look().verdict().name()).isEqualTo("HEALTHY");
        });
    }

    @Test
    void refusesToStartWithoutTheTokenInWhichAuthoritiesLive() throws Exception {
        SoftToken.insert();
        var pin = Files.writeString(folder.resolve("pin"), SoftToken.PIN + "\n");
        var settings = token(pin, KeysSettings.Place.TOKEN);

        transaction.executeWithoutResult(status -> {
            sql.sql("delete from keys_key").update();
            status.setRollbackOnly();
            var module = configuration.cryptographicModule(settings, register, folder, random, Clock.systemUTC());
            new AuthorityKeys(module, register, settings, Clock.systemUTC()).generate(KeyAlgorithm.EC_P384, "ca:test");

            refused(settings("a passphrase of some length", null), "live in a token");
            refused(
                    new KeysSettings(
                            "a passphrase of some length",
                            null,
                            new KeysSettings.Pkcs11(null, 0, null, "kek", KeysSettings.Place.TOKEN)),
                    "live in a token");
        });
    }

    @Test
    void refusesTheLabelOfAnotherInstallation() throws Exception {
        SoftToken.insert();
        var pin = Files.writeString(folder.resolve("pin"), SoftToken.PIN + "\n");
        var settings = token(pin, KeysSettings.Place.WRAPPED);

        transaction.executeWithoutResult(status -> {
            sql.sql("delete from keys_key").update();
            status.setRollbackOnly();
            configuration.cryptographicModule(settings, register, folder, random, Clock.systemUTC());
            sql.sql("update keys_installation set id = gen_random_uuid()").update();

            refused(settings, "belong to another installation");
        });
    }

    private static byte[] sign(AuthorityKeys keys, String purpose) {
        return keys.sign(keys.find(purpose).orElseThrow().id(), new byte[5]);
    }

    private KeysSettings settings(String passphrase, Path file) {
        return new KeysSettings(
                passphrase, file, new KeysSettings.Pkcs11(null, 0, null, "wariin-kek", KeysSettings.Place.WRAPPED));
    }

    private KeysSettings token(@Nullable Path pin, KeysSettings.Place place) {
        return new KeysSettings("", null, new KeysSettings.Pkcs11(SoftToken.LIBRARY, 0, pin, "wariin-kek-test", place));
    }

    private void refused(KeysSettings settings, String words) {
        assertThatExceptionOfType(KeysUnusable.class)
                .isThrownBy(
                        () -> configuration.cryptographicModule(settings, register, folder, random, Clock.systemUTC()))
                .withMessageContaining(words);
    }
}

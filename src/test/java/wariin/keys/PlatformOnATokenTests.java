package wariin.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import wariin.database.DatabaseTest;
import wariin.database.TestDatabase;
import wariin.doctor.Doctor;
import wariin.journal.Journal;
import wariin.keys.pkcs11.SoftToken;
import wariin.vault.Vault;

/// The whole platform with its key-encryption key in a PKCS #11 token: ceremony, log, documents and a signer's key.
@DatabaseTest
class PlatformOnATokenTests {

    @DynamicPropertySource
    static void useTheToken(DynamicPropertyRegistry properties) throws Exception {
        SoftToken.insert();
        var pin = TestDatabase.temporaryFolder("wariin-pin").resolve("pin");
        Files.writeString(pin, SoftToken.PIN + "\n");
        properties.add("wariin.keys.pkcs11.library", SoftToken.LIBRARY::toString);
        properties.add("wariin.keys.pkcs11.pin-file", pin::toString);
        properties.add("wariin.keys.pkcs11.label", () -> "wariin-kek-platform");
    }

    @Autowired
    CryptographicModule module;

    @Autowired
    SubscriberKeys keys;

    @Autowired
    Journal journal;

    @Autowired
    Vault vault;

    @Autowired
    Doctor doctor;

    @Value("${wariin.data}")
    Path data;

    @Test
    void worksAndWritesNoKeyFile() throws Exception {
        var key = keys.generate(KeyAlgorithm.EC_P256, "credential-1", "user-7");
        var signature = keys.sign(key.id(), new ActivatedHash("credential-1", "user-7", new byte[32]) {});
        var received = vault.receive("owner-1", new ByteArrayInputStream(new byte[100]), 100);
        vault.open("owner-1", received.hash()).close();
        journal.integrate();

        assertThat(signature).isNotEmpty();
        assertThat(module.currentKey()).startsWith("token/wariin-kek-platform/");
        assertThat(data.resolve("keys")).doesNotExist();
        assertThat(doctor.examine().stream()
                        .filter(result -> result.name().matches("keys|log|documents"))
                        .map(result -> result.finding().verdict().name()))
                .containsOnly("HEALTHY")
                .hasSize(3);
    }
}

package wariin.custody;

import java.nio.file.Files;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import wariin.database.DatabaseTest;
import wariin.database.TestDatabase;
import wariin.keys.pkcs11.SoftToken;

/// The key-encryption keys in a PKCS #11 token.
@DatabaseTest
@Tag("once")
@TestPropertySource(properties = {"wariin.test.platform=rotation-token", "wariin.custody.interval=PT24H"})
class RotationInATokenTests extends RotationTest {

    @DynamicPropertySource
    static void useTheToken(DynamicPropertyRegistry properties) throws Exception {
        SoftToken.insert();
        var pin = TestDatabase.temporaryFolder("wariin-pin").resolve("pin");
        Files.writeString(pin, SoftToken.PIN + "\n");
        var label = "kek-" + UUID.randomUUID();
        properties.add("wariin.keys.pkcs11.library", SoftToken.LIBRARY::toString);
        properties.add("wariin.keys.pkcs11.pin-file", pin::toString);
        properties.add("wariin.keys.pkcs11.label", () -> label);
    }
}

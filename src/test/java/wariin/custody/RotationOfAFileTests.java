package wariin.custody;

import org.springframework.test.context.TestPropertySource;
import wariin.database.DatabaseTest;

/// The key-encryption keys in the key file.
@DatabaseTest
@TestPropertySource(properties = {"wariin.test.platform=rotation", "wariin.custody.interval=PT24H"})
class RotationOfAFileTests extends RotationTest {}

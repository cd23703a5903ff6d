package wariin.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ActivationDataTests {

    private static final CredentialId CREDENTIAL = new CredentialId(new UUID(1, 2));
    private static final byte[] HASH = filled(7);
    private static final byte[] NONCE = filled(9);

    @Test
    void isWrittenAsDocumented() {
        var data = new ActivationData(CREDENTIAL, HASH, "契約", NONCE);

        var label = HexFormat.of().formatHex("Wariin activation data 1".getBytes(StandardCharsets.US_ASCII));
        var id = HexFormat.of().formatHex("00000000-0000-0001-0000-000000000002".getBytes(StandardCharsets.US_ASCII));
        assertThat(HexFormat.of().formatHex(data.canonical()))
                .isEqualTo(label + "00000024" + id + "00000020" + "07".repeat(32) + "00000006" + "e5a591e7b484"
                        + "00000020" + "09".repeat(32));
    }

    @Test
    void isHashedIntoTheChallenge() throws Exception {
        var data = new ActivationData(CREDENTIAL, HASH, "a", NONCE);

        assertThat(data.challenge())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(data.canonical()));
    }

    @Test
    void givesAnotherChallengeForEachPart() {
        var data = new ActivationData(CREDENTIAL, HASH, "a", NONCE);

        assertThat(data.challenge())
                .isNotEqualTo(new ActivationData(new CredentialId(new UUID(1, 3)), HASH, "a", NONCE).challenge())
                .isNotEqualTo(new ActivationData(CREDENTIAL, filled(8), "a", NONCE).challenge())
                .isNotEqualTo(new ActivationData(CREDENTIAL, HASH, "b", NONCE).challenge())
                .isNotEqualTo(new ActivationData(CREDENTIAL, HASH, "a", filled(8)).challenge());
    }

    @Test
    void refusesWhatIsNotAHash() {
        assertThatThrownBy(() -> new ActivationData(CREDENTIAL, new byte[31], "a", NONCE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] filled(int value) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}

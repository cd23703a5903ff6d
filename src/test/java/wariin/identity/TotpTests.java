package wariin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTests {

    private final Totp totp = new Totp("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    /// RFC 6238, appendix B, SHA-1; the last six of eight digits.
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void makesTheCodesOfTheStandard(long time, String code) {
        assertThat(totp.codeAt(Totp.stepAt(Instant.ofEpochSecond(time)))).isEqualTo(code);
    }

    @Test
    void takesACodeOfTheStepBeforeAndAfterButNoStepTwice() {
        var now = Instant.ofEpochSecond(1_000_000_000L);
        var step = Totp.stepAt(now);

        assertThat(totp.stepOf(totp.codeAt(step - 1), now, 0)).hasValue(step - 1);
        assertThat(totp.stepOf(totp.codeAt(step + 1), now, 0)).hasValue(step + 1);
        assertThat(totp.stepOf(totp.codeAt(step + 2), now, 0)).isEmpty();
        assertThat(totp.stepOf(totp.codeAt(step - 2), now, 0)).isEmpty();
        assertThat(totp.stepOf(totp.codeAt(step), now, step)).isEmpty();
        assertThat(totp.stepOf(
                        totp.codeAt(step).substring(0, 3) + " "
                                + totp.codeAt(step).substring(3),
                        now,
                        0))
                .hasValue(step);
    }

    @Test
    void writesItsSecretAsApplicationsReadIt() {
        assertThat(totp.base32()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(totp.link("a b@example.jp"))
                .startsWith("otpauth://totp/Wariin:a%20b%40example.jp?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&");
    }
}

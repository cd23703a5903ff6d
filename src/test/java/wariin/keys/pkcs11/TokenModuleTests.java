package wariin.keys.pkcs11;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wariin.keys.KeysUnusable;
import wariin.keys.Wrapped;

class TokenModuleTests {

    private String label;

    @BeforeAll
    static void insertTheToken() throws Exception {
        SoftToken.insert();
    }

    @BeforeEach
    void chooseALabel() {
        label = "kek-" + UUID.randomUUID();
    }

    @Test
    void findsItsKeyAgain() {
        var first = open(SoftToken.PIN, true);
        var wrapped = first.wrap("secret".getBytes(UTF_8), "of Hana".getBytes(UTF_8));

        var second = open(SoftToken.PIN, false);

        assertThat(second.currentKey()).isEqualTo(first.currentKey());
        assertThat(second.unwrap(wrapped, "of Hana".getBytes(UTF_8)))
                .asString(UTF_8)
                .isEqualTo("secret");
    }

    @Test
    void neverLetsTheKeyOut() {
        var module = open(SoftToken.PIN, true);

        assertThat(module.letsTheKeyOut()).isFalse();
    }

    @Test
    void refusesWhatWasChangedOrBelongsToSomebodyElse() {
        var module = open(SoftToken.PIN, true);
        var wrapped = module.wrap("secret".getBytes(UTF_8), "of Hana".getBytes(UTF_8));

        for (var n = 0; n < wrapped.bytes().length; n++) {
            var changed = wrapped.bytes().clone();
            changed[n] ^= 1;
            refused(() -> module.unwrap(new Wrapped(wrapped.key(), changed), "of Hana".getBytes(UTF_8)), "changed");
        }
        refused(() -> module.unwrap(wrapped, "of Taro".getBytes(UTF_8)), "somebody else");
        refused(() -> module.unwrap(new Wrapped("token/other", wrapped.bytes()), new byte[0]), "is not in");
        assertThat(module.unwrap(wrapped, "of Hana".getBytes(UTF_8)))
                .asString(UTF_8)
                .isEqualTo("secret");
    }

    @Test
    void saysThatThePinIsWrong() throws Exception {
        open(SoftToken.PIN, true).close();

        refused(() -> open("000000", true), "The PIN");
    }

    @Test
    void saysThatTheTokenOrTheLibraryIsMissing() {
        refused(
                () -> TokenModule.open(
                        SoftToken.LIBRARY, 7, "1"::toCharArray, label, true, new SecureRandom(), Clock.systemUTC()),
                "no initialised token in slot 7");
        refused(
                () -> TokenModule.open(
                        Path.of("/nowhere.so"),
                        0,
                        "1"::toCharArray,
                        label,
                        true,
                        new SecureRandom(),
                        Clock.systemUTC()),
                "no PKCS #11 library");
    }

    @Test
    void makesNoNewKeyWhereSomethingIsWrappedAlready() {
        refused(() -> open(SoftToken.PIN, false), "There is no key");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String words) {
        assertThatExceptionOfType(KeysUnusable.class).isThrownBy(call).withMessageContaining(words);
    }

    private TokenModule open(String pin, boolean mayCreate) {
        return TokenModule.open(
                SoftToken.LIBRARY, 0, pin::toCharArray, label, mayCreate, new SecureRandom(), Clock.systemUTC());
    }
}

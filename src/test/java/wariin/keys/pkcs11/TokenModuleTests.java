package wariin.keys.pkcs11;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wariin.keys.KeysUnusable;
import wariin.keys.Wrapped;

class TokenModuleTests {

    private static final UUID US = UUID.randomUUID();
    private static final TokenOwner FIRST_START = new TokenOwner(US, List.of());

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
    void wrapsWithANewKeyAtOnceAndUnwrapsWithTheOldOne() throws Exception {
        var module = open(SoftToken.PIN, true);
        var other = open(SoftToken.PIN, false);
        var before = module.currentKey();
        var wrapped = module.wrap("secret".getBytes(UTF_8), new byte[0]);

        var name = module.renew();

        assertThat(module.generations()).containsExactly(before, name);
        assertThat(module.wrap(new byte[1], new byte[0]).key()).isEqualTo(name);
        assertThat(module.unwrap(wrapped, new byte[0])).asString(UTF_8).isEqualTo("secret");
        assertThat(other.unwrap(module.wrap(new byte[1], new byte[0]), new byte[0]))
                .hasSize(1);
        Thread.sleep(1100); // other processes look each second
        assertThat(other.currentKey()).isEqualTo(name);
        assertThat(module.letsTheKeyOut()).isFalse();
    }

    @Test
    void destroysOnlyOlderKeysAndOnlyOnce() {
        var module = open(SoftToken.PIN, true);
        var before = module.currentKey();
        var wrapped = module.wrap(new byte[1], new byte[0]);
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> module.destroy(before));
        var name = module.renew();

        module.destroy(before);
        module.destroy(before);

        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> module.destroy(name));
        assertThat(module.holds(before)).isFalse();
        refused(() -> module.unwrap(wrapped, new byte[0]), "is not in");
        assertThat(open(SoftToken.PIN, false).generations()).containsExactly(name);
    }

    @Test
    void makesNoKeyThatWouldBeOlderThanTheOneThatWraps() {
        var module = open(SoftToken.PIN, true);
        var late = Clock.fixed(Instant.parse("2020-01-01T00:00:00Z"), ZoneOffset.UTC);
        var behind = TokenModule.open(
                SoftToken.LIBRARY, 0, SoftToken.PIN::toCharArray, label, FIRST_START, new SecureRandom(), late);

        refused(behind::renew, "set the clock right");
        assertThat(module.generations()).hasSize(1);
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
                        SoftToken.LIBRARY,
                        7,
                        "1"::toCharArray,
                        label,
                        FIRST_START,
                        new SecureRandom(),
                        Clock.systemUTC()),
                "no initialised token in slot 7");
        refused(
                () -> TokenModule.open(
                        Path.of("/nowhere.so"),
                        0,
                        "1"::toCharArray,
                        label,
                        FIRST_START,
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
        return open(pin, mayCreate ? FIRST_START : new TokenOwner(US, List.of("token/" + label + "/gone")));
    }

    private TokenModule open(String pin, TokenOwner owner) {
        return TokenModule.open(
                SoftToken.LIBRARY, 0, pin::toCharArray, label, owner, new SecureRandom(), Clock.systemUTC());
    }
}

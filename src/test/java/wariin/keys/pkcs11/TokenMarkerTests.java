package wariin.keys.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wariin.keys.KeysUnusable;

/// Two installations that share a token need two labels, and are told so before either touches the other's keys.
class TokenMarkerTests {
    private static final String TAKEN = "belong to another installation: give this one a label of its own";

    private final UUID us = UUID.randomUUID();
    private final UUID others = UUID.randomUUID();
    private Token token;
    private String label;

    @BeforeAll
    static void insertTheToken() throws Exception {
        SoftToken.insert();
    }

    @BeforeEach
    void chooseALabel() {
        label = "kek-" + UUID.randomUUID();
        token = Token.open(SoftToken.LIBRARY, 0, SoftToken.PIN::toCharArray);
    }

    @Test
    void theFirstToStartHasTheLabelAndAnotherOneIsRefused() {
        var first = open(label, us);
        assertThat(markers(label)).containsExactly(us.toString());

        refused(() -> open(label, others));
        refused(() -> open(label, others, "token/" + label + "/2026"));

        assertThat(open(label, us).currentKey()).isEqualTo(first.currentKey());
        assertThat(open(label, us, first.currentKey()).generations()).containsExactly(first.currentKey());
        assertThat(markers(label)).containsExactly(us.toString());
        assertThat(open(label + "-2", others).generations()).hasSize(1);
    }

    @Test
    void aLabelWithinAnotherOnesIsRefusedEitherWay() {
        open(label, us);
        refused(() -> open(label + "/second", others));
        open("x" + label + "/second", us);
        refused(() -> open("x" + label, others));
        assertThat(markers(label + "/second")).isEmpty();
        assertThat(open(label + "x", others).generations()).hasSize(1);
    }

    @Test
    void whoUsesTheKeysOfBeforeTakesTheLabelAndNobodyElse() {
        var key = open(label, us).currentKey();
        forgetMarkers(label); // as a token of an older version is

        refused(() -> open(label, others));
        var elsewhere = open(label + "-other", others).currentKey();
        refused(() -> open(label, others, elsewhere));
        assertThat(markers(label)).isEmpty();

        assertThat(open(label, us, key).currentKey()).isEqualTo(key);
        assertThat(markers(label)).containsExactly(us.toString());
    }

    @Test
    void anotherLabelIsTakenWithANewKeyWhileTheTokenHasAllThatAreUsed() {
        var before = open(label, us);
        var wrapped = before.wrap(new byte[] {7}, new byte[0]);

        var after = open(label + "-own", us, before.currentKey());

        assertThat(after.currentKey()).startsWith("token/" + label + "-own/");
        assertThat(after.generations()).containsExactly(after.currentKey());
        assertThat(after.unwrap(wrapped, new byte[0])).containsExactly(7);
        assertThatExceptionOfType(KeysUnusable.class)
                .isThrownBy(() -> open(label + "-third", us, before.currentKey(), "token/gone"))
                .withMessageContaining("though keys are stored under one");
        assertThat(markers(label + "-third")).isEmpty();
    }

    @Test
    void neverBelongsToTwoThatTakeItAtOnce() throws Exception {
        for (var round = 0; round < 20; round++) {
            var contested = label + "-" + round;
            var together = new CyclicBarrier(2);
            var had = new ArrayList<UUID>();
            try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
                var calls = List.of(us, others).stream()
                        .map(one -> (Callable<Boolean>) () -> claimed(contested, one, together))
                        .toList();
                var results = both.invokeAll(calls);
                if (results.get(0).get()) had.add(us);
                if (results.get(1).get()) had.add(others);
            }
            assertThat(had).hasSizeLessThanOrEqualTo(1);
            assertThat(markers(contested))
                    .isEqualTo(had.stream().map(UUID::toString).toList());
        }
    }

    private boolean claimed(String contested, UUID who, CyclicBarrier together) throws Exception {
        together.await();
        try {
            new TokenMarker(token, contested, who).claim(true);
            return true;
        } catch (KeysUnusable taken) {
            return false;
        }
    }

    private static TokenModule open(String label, UUID who, String... keys) {
        return TokenModule.open(
                SoftToken.LIBRARY,
                0,
                SoftToken.PIN::toCharArray,
                label,
                new TokenOwner(who, List.of(keys)),
                new SecureRandom(),
                Clock.systemUTC());
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(KeysUnusable.class).isThrownBy(call).withMessageContaining(TAKEN);
    }

    private List<String> markers(String of) {
        return token.use(session -> token.library().find(session, Attribute.DATA, Attribute.label(of)).stream()
                .map(one -> new String(token.library().attribute(session, one, Attribute.VALUE)))
                .toList());
    }

    private void forgetMarkers(String of) {
        token.use(session -> {
            for (var one : token.library().find(session, Attribute.DATA, Attribute.label(of))) {
                token.library().destroy(session, one);
            }
            return true;
        });
    }
}

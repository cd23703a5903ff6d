package wariin.tsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wariin.tsl.ListVerdict.Fault;
import wariin.tsl.ListVerdict.Refused;
import wariin.tsl.NegativeLists.Negative;

class NegativeListTests {
    private static final SampleLists SAMPLES = new SampleLists(Instant.now());

    @TempDir
    Path folder;

    static Stream<Negative> negatives() {
        return NegativeLists.all(SAMPLES).stream();
    }

    @ParameterizedTest
    @MethodSource("negatives")
    @Timeout(20)
    void isRefusedForWhatIsWrongWithIt(Negative negative) {
        var verdict =
                TrustedListValidator.judge(negative.xml(), negative.signers(), negative.now(), negative.lastSequence());

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.faults())
                                .extracting(Fault::code)
                                .contains(negative.fault()));
    }

    /// What a checker of signatures or schemas alone can see, it must see too.
    @ParameterizedTest
    @MethodSource("negatives")
    void isRefusedByOthersWhoCanSeeIt(Negative negative) {
        var judges = new ListJudges(folder);

        switch (negative.seen()) {
            case BY_SIGNATURE ->
                assertThat(judges.signature(negative.xml(), negative.signers().getFirst()))
                        .isFalse();
            case BY_SCHEMA -> assertThat(judges.schema(negative.xml()).status()).isNotZero();
            case BY_RULES -> {}
        }
    }

    @Test
    void theSameListAgainIsNoReplay() {
        var signed = SAMPLES.signed(SAMPLES.small());
        var signers = List.of(SAMPLES.signer.certificate());

        var verdict = TrustedListValidator.judge(signed.xml(), signers, SAMPLES.issued.plus(Duration.ofDays(30)), 7);

        assertThat(verdict).isInstanceOf(ListVerdict.Accepted.class);
    }
}

package wariin.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wariin.trustlist.OutsidePrograms;
import wariin.tsl.ListVerdict;
import wariin.tsl.NegativeLists;
import wariin.tsl.NegativeLists.Negative;
import wariin.tsl.SampleLists;
import wariin.tsl.TrustedList;
import wariin.tsl.TrustedListValidator;
import wariin.validation.TrustedListEngine.Acceptance;
import wariin.validation.TrustedListEngine.Expected;

/// Four judges of one list: ours, EU DSS as we ask it, xmlsec1 for the signature and xmllint for the schema.
class TrustedListEngineTests {

    private static final SampleLists SAMPLES = new SampleLists(Instant.now());
    private static final OutsidePrograms PROGRAMS = new OutsidePrograms();
    private static final List<X509Certificate> SIGNERS = List.of(SAMPLES.signer.certificate());
    private static final Set<X509Certificate> ANCHORS =
            Set.of(SAMPLES.authority.certificate(), SAMPLES.unit.certificate());

    /// What is wrong, and who of the other judges must see it; ours must see everything.
    /// @param dss with which words EU DSS refuses; empty where it does not look
    record Row(String name, String dss, boolean xmlsec, boolean schema) {

        @Override
        public String toString() {
            return name;
        }
    }

    /// A judge that does not claim to look at a property may be silent about it, so those cells are false: xmlsec1
    /// knows no lists, xmllint no signatures, and neither the time; EU DSS looks at no key twice.
    static Stream<Row> corpus() {
        return Stream.of(
                new Row("tampered", "TOTAL_FAILED", true, false),
                new Row("tampered signing time", "TOTAL_FAILED", true, false),
                new Row("unsigned", "was not validated", true, false),
                new Row("wrong signer", "NO_CERTIFICATE_CHAIN_FOUND", true, false),
                new Row("another's key", "TOTAL_FAILED", true, false),
                new Row("second signature", "was not validated", false, true),
                new Row("external entity", "cannot be read", true, false),
                new Row("cut off", "cannot be read", true, true),
                new Row("expired", "has expired", false, false),
                new Row("replayed", "sequence number is 7, not 9", false, false),
                new Row("closed too early", "is closed when it should not be", false, false),
                new Row("missing language", "structure is wrong", false, true),
                new Row("wrong order", "structure is wrong", false, true),
                new Row("older version", "not of version 6", false, false),
                new Row("duplicate key", "", false, false));
    }

    @ParameterizedTest
    @MethodSource("corpus")
    @Timeout(60)
    void whoClaimsToSeeItRefuses(Row row) {
        var negative = NegativeLists.all(SAMPLES).stream()
                .filter(one -> one.name().equals(row.name()))
                .findFirst()
                .orElseThrow();

        assertThat(TrustedListValidator.judge(
                        negative.xml(), negative.signers(), negative.now(), negative.lastSequence()))
                .isInstanceOf(ListVerdict.Refused.class);
        if (!row.dss().isEmpty()) {
            assertThat(dss(negative))
                    .isInstanceOfSatisfying(
                            Acceptance.Refused.class,
                            refused -> assertThat(refused.reasons()).anyMatch(reason -> reason.contains(row.dss())));
        }
        if (row.xmlsec())
            assertThat(PROGRAMS.isSignedBy(negative.xml(), negative.signers())).isFalse();
        if (row.schema()) assertThat(PROGRAMS.fitsTheSchema(negative.xml())).isFalse();
    }

    @Test
    void allAcceptASoundList() {
        var list = SAMPLES.small();
        var signed = SAMPLES.signed(list);

        assertThat(TrustedListValidator.judge(signed.xml(), SIGNERS, SAMPLES.issued, 6))
                .isInstanceOf(ListVerdict.Accepted.class);
        assertThat(engine(SAMPLES.issued).judge(signed.xml(), SIGNERS, expected(list, ANCHORS)))
                .isEqualTo(new Acceptance.Accepted(2));
        assertThat(PROGRAMS.isSignedBy(signed.xml(), SIGNERS)).isTrue();
        assertThat(PROGRAMS.fitsTheSchema(signed.xml())).isTrue();
    }

    @Test
    void refusesAListWithOtherAnchorsThanExpected() {
        var list = SAMPLES.small();
        var signed = SAMPLES.signed(list);

        var missing = engine(SAMPLES.issued)
                .judge(signed.xml(), SIGNERS, expected(list, Set.of(SAMPLES.authority.certificate())));
        var strange = engine(SAMPLES.issued)
                .judge(
                        signed.xml(),
                        SIGNERS,
                        expected(list, Set.of(SAMPLES.authority.certificate(), SAMPLES.signer.certificate())));

        assertThat(missing)
                .isEqualTo(new Acceptance.Refused(List.of("0 trust anchors are missing and 1 should not be there")));
        assertThat(strange)
                .isEqualTo(new Acceptance.Refused(List.of("1 trust anchors are missing and 1 should not be there")));
    }

    @Test
    void trustsNothingWithoutAKnownSigner() {
        var list = SAMPLES.small();

        assertThat(engine(SAMPLES.issued).judge(SAMPLES.signed(list).xml(), List.of(), expected(list, Set.of())))
                .isInstanceOf(Acceptance.Refused.class);
        assertThat(engine(SAMPLES.issued)
                        .judge("no list".getBytes(StandardCharsets.UTF_8), SIGNERS, expected(list, Set.of())))
                .isInstanceOf(Acceptance.Refused.class);
    }

    private static Acceptance dss(Negative negative) {
        var list = SAMPLES.small();
        // Who saw a later list expects a later one.
        var sequence = Math.max(7, negative.lastSequence() + 1);
        var expected = new Expected(sequence, "JP", list.issued(), false, ANCHORS);
        return engine(negative.now()).judge(negative.xml(), negative.signers(), expected);
    }

    private static Expected expected(TrustedList list, Set<X509Certificate> anchors) {
        return new Expected(list.sequence(), "JP", list.issued(), list.closed(), anchors);
    }

    private static TrustedListEngine engine(Instant now) {
        return new TrustedListEngine(Clock.fixed(now.plus(Duration.ofSeconds(1)), ZoneOffset.UTC));
    }
}

package wariin.validation;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import wariin.ca.authority.AssuranceLevel;
import wariin.ca.authority.PolicyArc;
import wariin.validation.Anchor.Origin;
import wariin.validation.Anchor.Purpose;

/// What an anchor is trusted for, and until when.
class AnchorTests {
    private static final Instant NOW = Instant.now();
    private static final TestHierarchy HIERARCHY = new TestHierarchy(NOW.minus(Duration.ofDays(30)));
    private static final TestContracts CONTRACTS = new TestContracts(HIERARCHY);
    private static final byte[] SIGNED = CONTRACTS.sign(
            CONTRACTS.contract(),
            "PartyA",
            HIERARCHY.subscriber("CN=Hanako,O=A Inc.,C=JP", Duration.ofDays(400)),
            SignatureLevel.PAdES_BASELINE_LT);

    private static final TestHierarchy STAMPS = new TestHierarchy(NOW.minus(Duration.ofDays(30)));
    private static final byte[] STAMPED_BY_OTHERS = stampedByOthers();

    @Test
    void isNamedOnTheVerdict() {
        var report = validate(NOW, anchor(Purpose.ALL, null));

        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.TOTAL_PASSED);
        var by = report.signatures().getFirst().trustedBy();
        assertThat(by).isNotNull();
        assertThat(by.name()).isEqualTo("Test Root");
        assertThat(by.origin()).isEqualTo(Origin.OPERATOR);
        var text = ReportText.of(report, Wording.in(Locale.ENGLISH), ZoneOffset.UTC);
        assertThat(text.signatures().getFirst().facts())
                .extracting(ReportText.Line::value)
                .contains("Test Root, added by an operator of this platform");
        assertThat(ReportDocument.of("a.pdf", report, Wording.in(Locale.ENGLISH))
                        .signatures()
                        .getFirst()
                        .trustedBy())
                .isEqualTo(by);
    }

    @Test
    void isNothingWhenNobodyTrustsIt() {
        var report = SignatureValidation.offline(Clock.systemUTC()).validate(SIGNED, Trust.none());

        assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(report.signatures().getFirst().trustedBy()).isNull();
    }

    @Test
    void keepsWhatIsOlderThanItsEndAndNothingElse() {
        assertThat(validate(NOW, anchor(Purpose.ALL, NOW.plus(Duration.ofDays(1))))
                        .verdict())
                .isEqualTo(Verdict.TOTAL_PASSED);
        var older = SignatureValidation.offline(Clock.fixed(NOW.plus(Duration.ofDays(3)), ZoneOffset.UTC))
                .validate(
                        STAMPED_BY_OTHERS,
                        Trust.in(STAMPS.root()).and(anchor(Purpose.ALL, NOW.plus(Duration.ofDays(1)))));
        assertThat(older.verdict()).as(older.toString()).isEqualTo(Verdict.TOTAL_PASSED);

        var ended = validate(NOW, anchor(Purpose.ALL, NOW.minus(Duration.ofDays(1))));
        assertThat(ended.verdict()).as(ended.toString()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(reason(ended)).startsWith("Test Root is not trusted any more since");
    }

    @Test
    void letsATimeStampProveNothingWhereItIsTrustedForSignaturesOnly() {
        var report = validate(NOW, anchor(Purpose.SIGNATURES, null));

        assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(report.signatures().getFirst().provenTime()).isNull();
        assertThat(reason(report)).contains("trusted here for signatures only");
    }

    @Test
    void letsASignatureCountForNothingWhereItIsTrustedForTimeStampsOnly() {
        var report = validate(NOW, anchor(Purpose.TIME_STAMPS, null));

        assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(report.signatures().getFirst().provenTime()).isNotNull();
        assertThat(reason(report)).contains("trusted here for time-stamps only");
    }

    @Test
    void ofOthersSaysNothingOfWhatWasCheckedByOurNames() {
        var own = new PolicyArc("1.3.6.1.4.1.32473");
        var level = own.of(AssuranceLevel.OPERATOR_CHECKED);
        var signer = HIERARCHY.subscriber("CN=Jiro,O=A Inc.,C=JP", Duration.ofDays(400), level);
        var signed = CONTRACTS.sign(CONTRACTS.contract(), "PartyA", signer, SignatureLevel.PAdES_BASELINE_LT);

        assertThat(policy(signed, Origin.OPERATOR, own)).isNull();
        assertThat(policy(signed, Origin.OWN, PolicyArc.RELEASED)).isNull();
        assertThat(policy(signed, Origin.OWN, own)).isEqualTo(Finding.of("policy.OPERATOR_CHECKED"));
    }

    private static Finding policy(byte[] signed, Origin origin, PolicyArc policies) {
        var anchor = new Anchor(HIERARCHY.root(), "Test Root", origin, Purpose.ALL, null);
        var trust = new Trust(List.of(anchor), List.of(), policies);
        var report = SignatureValidation.offline(Clock.systemUTC()).validate(signed, trust);
        assertThat(report.verdict()).isEqualTo(Verdict.TOTAL_PASSED);
        return report.signatures().getFirst().policy();
    }

    @Test
    void takesTheWiderPurposeWhereTwoHoldTheSameCertificate() {
        var both = new Trust(List.of(anchor(Purpose.TIME_STAMPS, null), anchor(Purpose.SIGNATURES, null)), List.of());

        var report = SignatureValidation.offline(Clock.systemUTC()).validate(SIGNED, both);

        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.TOTAL_PASSED);
    }

    private static byte[] stampedByOthers() {
        var contracts = new TestContracts(HIERARCHY, STAMPS);
        var signer = HIERARCHY.subscriber("CN=Hanako,O=A Inc.,C=JP", Duration.ofDays(400));
        return contracts.sign(contracts.contract(), "PartyA", signer, SignatureLevel.PAdES_BASELINE_LTA);
    }

    private static String reason(ValidationReport report) {
        return Wording.in(Locale.ENGLISH).say(report.signatures().getFirst().reason());
    }

    private static ValidationReport validate(Instant at, Anchor anchor) {
        return SignatureValidation.offline(Clock.fixed(at, ZoneOffset.UTC))
                .validate(SIGNED, Trust.none().and(anchor));
    }

    private static Anchor anchor(Purpose purpose, Instant until) {
        X509Certificate root = HIERARCHY.root();
        return new Anchor(root, Anchor.commonName(root), Origin.OPERATOR, purpose, until);
    }
}

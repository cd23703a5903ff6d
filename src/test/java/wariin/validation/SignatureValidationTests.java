package wariin.validation;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SubIndication;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wariin.ca.authority.AssuranceLevel;
import wariin.ca.authority.PolicyArc;
import wariin.company.CorporateNumber;

class SignatureValidationTests {

    private static final TestHierarchy HIERARCHY =
            new TestHierarchy(Instant.now().minus(Duration.ofDays(30)));
    private static final TestContracts CONTRACTS = new TestContracts(HIERARCHY);
    private static final TestHierarchy.Subscriber HANAKO = HIERARCHY.subscriber(
            "CN=山田 花子,2.5.4.97=NTRJP-7000012050002,O=国税庁,C=JP",
            Duration.ofDays(400),
            PolicyArc.RELEASED.of(AssuranceLevel.EMAIL_CONFIRMED));
    private static final TestHierarchy.Subscriber TARO =
            HIERARCHY.subscriber("CN=Taro Suzuki,O=Suzuki Inc.,C=JP", Duration.ofDays(400));
    private static final SignatureValidation VALIDATION = SignatureValidation.offline(Clock.systemUTC());
    private static final Trust TRUST = Trust.in(HIERARCHY.root());
    private static final byte[] LTA = concluded();

    private static byte[] concluded() {
        var first = CONTRACTS.sign(CONTRACTS.contract(), "PartyA", HANAKO, SignatureLevel.PAdES_BASELINE_LT);
        return CONTRACTS.sign(first, "PartyB", TARO, SignatureLevel.PAdES_BASELINE_LTA);
    }

    @Test
    void passesAContractSignedByTwo() {
        var report = VALIDATION.validate(LTA, TRUST);

        assertThat(report.verdict()).isEqualTo(Verdict.TOTAL_PASSED);
        assertThat(report.signatures()).extracting(SignatureReport::level).containsExactly(Level.B_LTA, Level.B_LTA);
    }

    @Test
    void tellsWhoSignedForWhomAndWhatProvesTheTime() {
        var signature = VALIDATION.validate(LTA, TRUST).signatures().getFirst();

        assertThat(signature.signer().name()).isEqualTo("山田 花子");
        assertThat(signature.signer().organisation()).isEqualTo("国税庁");
        assertThat(signature.signer().corporateNumber()).isEqualTo(CorporateNumber.of("7000012050002"));
        assertThat(signature.signer().email()).isEqualTo("signer@example.jp");
        assertThat(signature.provenTime().authority()).isEqualTo("Test Time-Stamp Unit");
        assertThat(signature.provenTime().at())
                .isAfterOrEqualTo(signature.claimedTime().minusSeconds(2));
        assertThat(signature.revocation().state()).isEqualTo(SignatureReport.Revocation.State.GOOD);
        assertThat(signature.policy()).isEqualTo(Finding.of("policy.EMAIL_CONFIRMED"));
        assertThat(signature.coverage().wholeFile()).isFalse();
        assertThat(signature.unchangedSince()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "PAdES_BASELINE_B, B_B, INDETERMINATE",
        "PAdES_BASELINE_T, B_T, INDETERMINATE",
        "PAdES_BASELINE_LT, B_LT, TOTAL_PASSED",
        "PAdES_BASELINE_LTA, B_LTA, TOTAL_PASSED"
    })
    void tellsTheLevelReached(SignatureLevel made, Level reached, Verdict verdict) {
        var report = VALIDATION.validate(CONTRACTS.sign(CONTRACTS.contract(), "PartyA", TARO, made), TRUST);

        assertThat(report.signatures()).extracting(SignatureReport::level).containsExactly(reached);
        // Without status inside the file nobody can say offline that a certificate was not revoked.
        assertThat(report.verdict()).isEqualTo(verdict);
    }

    @Test
    void validatesAFileOnDiskLikeOneInMemory(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("contract.pdf"), LTA);

        var report = VALIDATION.validate(file, TRUST);

        assertThat(report.verdict()).isEqualTo(Verdict.TOTAL_PASSED);
        assertThat(report.sha256()).isEqualTo(VALIDATION.validate(LTA, TRUST).sha256());
    }

    @Test
    void writesTheReportsOfTheStandardAndOfTheLibrary() {
        var files = VALIDATION.validate(LTA, TRUST).files();

        assertThat(files.etsi()).contains("urn:etsi:019102:mainindication:total-passed");
        assertThat(files.simple()).contains("TOTAL_PASSED");
        assertThat(files.detailed()).contains("DetailedReport");
    }

    @Test
    void refusesByName(@TempDir Path folder) throws IOException {
        var encrypted = new ByteArrayOutputStream();
        try (var document = Loader.loadPDF(CONTRACTS.contract())) {
            document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            document.save(encrypted);
        }

        assertThat(VALIDATION.validate("%PDF-1.7 nothing".getBytes(), TRUST).refusal())
                .isEqualTo(Refusal.DAMAGED);
        assertThat(VALIDATION.validate(new byte[0], TRUST).refusal()).isEqualTo(Refusal.NOT_A_PDF);
        assertThat(VALIDATION.validate(CONTRACTS.contract(), TRUST).refusal()).isEqualTo(Refusal.NOT_SIGNED);
        assertThat(VALIDATION.validate(encrypted.toByteArray(), TRUST).refusal())
                .isEqualTo(Refusal.ENCRYPTED);
        assertThat(VALIDATION.validate(folder.resolve("none.pdf"), TRUST).refusal())
                .isEqualTo(Refusal.NOT_READABLE);
    }

    @Test
    void keepsItsLimits() {
        var small = new SignatureValidation(Clock.systemUTC(), new Limits(1000, 100, Duration.ofMinutes(1)));
        var few = new SignatureValidation(Clock.systemUTC(), new Limits(1 << 20, 1, Duration.ofMinutes(1)));
        var hurried = new SignatureValidation(Clock.systemUTC(), new Limits(1 << 20, 100, Duration.ofMillis(1)));

        assertThat(small.validate(LTA, TRUST).refusal()).isEqualTo(Refusal.TOO_LARGE);
        assertThat(few.validate(LTA, TRUST).refusal()).isEqualTo(Refusal.TOO_MANY_SIGNATURES);
        assertThat(hurried.validate(LTA, TRUST).refusal()).isEqualTo(Refusal.TOOK_TOO_LONG);
    }

    @Test
    void printsItsWarmTime() {
        var times = new long[15];
        for (var n = 0; n < times.length; n++) {
            var began = System.nanoTime();
            VALIDATION.validate(LTA, TRUST);
            times[n] = System.nanoTime() - began;
        }
        Arrays.sort(times);
        System.out.printf(
                "validation of %d KB with 2 signatures and a document time-stamp, warm: %d ms (median of %d)%n",
                LTA.length / 1024, times[times.length / 2] / 1_000_000, times.length);

        assertThat(times[0]).isPositive();
    }

    @Test
    void saysEverythingInBothLanguages() {
        for (var language : new Locale[] {Locale.JAPANESE, Locale.ENGLISH}) {
            var say = Wording.in(language);
            for (var reason : SubIndication.values())
                assertThat(say.knows("reason." + reason)).as(reason.name()).isTrue();
            for (var kind : LaterChange.Kind.values())
                assertThat(say.knows("change." + kind)).as(kind.name()).isTrue();
            for (var refusal : Refusal.values())
                assertThat(say.knows("refusal." + refusal)).as(refusal.name()).isTrue();
            for (var level : AssuranceLevel.values())
                assertThat(say.knows("policy." + level)).as(level.name()).isTrue();
        }
    }
}

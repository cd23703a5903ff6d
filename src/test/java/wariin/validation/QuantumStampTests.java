package wariin.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import wariin.database.DatabaseTest;
import wariin.pdf.ByteSource;
import wariin.pdf.FieldPlace;
import wariin.pdf.PdfSigner;
import wariin.pdf.Signing;
import wariin.tsa.TimeStampAuthority;
import wariin.validation.Anchor.Origin;
import wariin.validation.Anchor.Purpose;

/// Time-stamps of the unit with an ML-DSA key, which EU DSS does not know: no verdict on them is a wrong one.
@DatabaseTest
class QuantumStampTests {
    @Autowired
    TimeStampAuthority tsa;

    @Autowired
    TrustAnchors anchors;

    @Test
    void spoilNoOtherVerdictAndAreSaidToBeRightAsFarAsWasChecked() throws Exception {
        var report = validate(stamped(token -> token), trust());

        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.TOTAL_PASSED);
        assertThat(report.signatures().getFirst().verdict()).isEqualTo(Verdict.TOTAL_PASSED);
        var stamp = report.timestamps().getFirst();
        assertThat(stamp.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(stamp.authority()).contains("Time-Stamping Unit Q 1");
        assertThat(stamp.trustedBy().name()).isEqualTo("root-q");
        assertThat(said(stamp))
                .startsWith("It is signed with ML-DSA-65, which the validation library does not know.")
                .contains("the chain up to root-q right", "revoked was not checked");
    }

    @Test
    void leadNowhereWithoutTheirRoot() throws Exception {
        var report = validate(stamped(token -> token), Trust.in(Signing.PKI.root.certificate()));

        assertThat(report.timestamps().getFirst().verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(said(report.timestamps().getFirst())).contains("leads to no authority that is trusted here");
    }

    @Test
    void areNotTrustedUnderARootThatIsTrustedForSignaturesOnly() throws Exception {
        var quantum = anchors.own().stream()
                .filter(one -> one.name().equals("root-q"))
                .findFirst()
                .orElseThrow();
        var narrow = new Anchor(quantum.certificate(), "root-q", Origin.OWN, Purpose.SIGNATURES, null);
        var trust = new Trust(List.of(narrow), anchors.trust().known());

        var report = validate(stamped(token -> token), trust);

        assertThat(said(report.timestamps().getFirst())).contains("leads to no authority that is trusted here");
    }

    @Test
    void failWhenTheSignatureIsWrong() throws Exception {
        var report = validate(
                stamped(token -> {
                    token[token.length - 100] ^= 1;
                    return token;
                }),
                trust());

        assertThat(report.verdict()).isEqualTo(Verdict.TOTAL_FAILED);
        assertThat(said(report.timestamps().getFirst())).contains("does not fit");
    }

    @Test
    void failWhenTheyWereMadeForSomethingElse() throws Exception {
        var report = validate(stamped(_ -> stamp(new byte[32])), trust());

        assertThat(report.timestamps().getFirst().verdict()).isEqualTo(Verdict.TOTAL_FAILED);
    }

    private static String said(TimestampReport stamp) {
        return Wording.in(Locale.ENGLISH).say(stamp.reason());
    }

    private static ValidationReport validate(byte[] pdf, Trust trust) {
        return SignatureValidation.offline(Clock.systemUTC()).validate(pdf, trust);
    }

    /// The platform's own trust, and the test's root for the signature.
    private Trust trust() {
        return anchors.trust().and(Anchor.given(Signing.PKI.root.certificate()));
    }

    private byte[] stamped(UnaryOperator<byte[]> change) throws Exception {
        var upload = Files.readAllBytes(Path.of("src/test/resources/pdf/pdftex-1.4.pdf"));
        var signing = new Signing(ByteSource.of(upload), List.of(new FieldPlace("甲", 0, 60, 60, 80, 80)));
        signing.sign(0, Signing.PKI.signer, true, true);
        signing.append(PdfSigner.documentTimestamp(
                signing.file(),
                signing.digest(),
                signing.prepared().timestampField(),
                30_000,
                Map.of(),
                digest -> change.apply(stamp(digest))));
        return signing.bytes();
    }

    private byte[] stamp(byte[] sha256) {
        try {
            var request = new TimeStampRequestGenerator();
            request.setCertReq(true);
            var query = request.generate(TSPAlgorithms.SHA256, sha256, BigInteger.ONE);
            var answer = tsa.answer("tsu-q-1", query.getEncoded()).orElseThrow();
            return new TimeStampResponse(answer).getTimeStampToken().getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

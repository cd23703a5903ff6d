package wariin.validation;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.CertificationPermission;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import wariin.validation.LaterChange.Kind;

/// Whatever is done to a signed contract is named, and the contract is not valid any more.
class TamperedDocumentsTests {

    private static final TestHierarchy HIERARCHY =
            new TestHierarchy(Instant.now().minus(Duration.ofDays(30)));
    private static final TestContracts CONTRACTS = new TestContracts(HIERARCHY);
    private static final TestHierarchy.Subscriber A =
            HIERARCHY.subscriber("CN=Anna,O=A Inc.,C=JP", Duration.ofDays(400));
    private static final TestHierarchy.Subscriber B =
            HIERARCHY.subscriber("CN=Ben,O=B Inc.,C=JP", Duration.ofDays(400));
    private static final SignatureValidation VALIDATION = SignatureValidation.offline(Clock.systemUTC());
    private static final Trust TRUST = Trust.in(HIERARCHY.root());
    private static final byte[] SIGNED = concluded();

    private static byte[] concluded() {
        var first = CONTRACTS.sign(CONTRACTS.contract(), "PartyA", A, SignatureLevel.PAdES_BASELINE_LT);
        return CONTRACTS.sign(first, "PartyB", B, SignatureLevel.PAdES_BASELINE_LTA);
    }

    private static ValidationReport validate(byte[] pdf) {
        return VALIDATION.validate(pdf, TRUST);
    }

    private static void assertChanged(byte[] pdf, Kind kind) {
        var report = validate(pdf);

        assertThat(report.refusal()).isNull();
        assertThat(report.signatures()).hasSize(2).allSatisfy(signature -> {
            assertThat(signature.verdict()).isEqualTo(Verdict.TOTAL_FAILED);
            assertThat(signature.reason()).isEqualTo(Finding.of("reason.CHANGED_LATER"));
            assertThat(signature.laterChanges())
                    .filteredOn(change -> !change.allowed())
                    .extracting(LaterChange::kind)
                    .contains(kind);
        });
        assertThat(report.verdict()).isEqualTo(Verdict.TOTAL_FAILED);
        assertThat(report.files().etsi()).contains("FORMAT_FAILURE");
    }

    @Test
    void namesAFlippedByteInEachCoveredRange() {
        var places = Tampering.structure(SIGNED).signatures();
        for (var place : places.subList(0, 2)) {
            var range = place.byteRange();
            for (var at : new long[] {range.get(1) / 2, range.get(2) + range.get(3) / 2}) {
                var report = validate(Tampering.flip(SIGNED, (int) at));

                assertThat(report.verdict()).as("byte %d", at).isEqualTo(Verdict.TOTAL_FAILED);
            }
        }
    }

    /// The bytes that only the time-stamp covers may be a cross-reference: without it, later changes cannot be judged.
    @Test
    void passesNoFileWithAFlippedByteUnderTheTimeStamp() {
        var range = Tampering.structure(SIGNED).signatures().getLast().byteRange();
        for (var at : new long[] {range.get(1) / 2, range.get(1) - 40, range.get(2) + range.get(3) / 2}) {
            var report = validate(Tampering.flip(SIGNED, (int) at));

            assertThat(report.verdict()).as("byte %d", at).isNotEqualTo(Verdict.TOTAL_PASSED);
        }
    }

    /// There a byte may be what makes the dictionary a signature at all; then one is missing, and nothing is proven.
    @Test
    void passesNoFileWithAFlippedByteInASignatureDictionary() {
        for (var place : Tampering.structure(SIGNED).signatures()) {
            var hole = place.byteRange().get(1);
            for (var before = 10; before <= 130; before += 10) {
                var report = validate(Tampering.flip(SIGNED, (int) (hole - before)));

                assertThat(report.verdict()).as("byte %d", hole - before).isNotEqualTo(Verdict.TOTAL_PASSED);
            }
        }
    }

    @Test
    void namesAnAlteredWordAsTampering() {
        var at = Tampering.indexOf(SIGNED, "/MediaBox", 0);

        var report = validate(Tampering.flip(SIGNED, at + 3));

        assertThat(report.signatures())
                .extracting(SignatureReport::reason)
                .containsOnly(Finding.of("reason.HASH_FAILURE"));
        assertThat(report.signatures())
                .extracting(SignatureReport::subIndication)
                .containsOnly("HASH_FAILURE");
    }

    @Test
    void namesAnAlteredSignatureValue() throws Exception {
        var place = Tampering.place(SIGNED, 0);
        var signed = new org.bouncycastle.cms.CMSSignedData(Der.withoutPadding(place.contents()));
        var value = signed.getSignerInfos().getSigners().iterator().next().getSignature();
        var hex = java.util.HexFormat.of().formatHex(place.contents());
        var at = place.byteRange().get(1).intValue()
                + 1
                + hex.indexOf(java.util.HexFormat.of().formatHex(value))
                + 20;
        var changed = SIGNED.clone();
        changed[at] = (byte) (changed[at] == '0' ? '1' : '0');

        var report = validate(changed);

        assertThat(report.verdict()).isEqualTo(Verdict.TOTAL_FAILED);
        assertThat(report.signatures().getFirst().reason()).isEqualTo(Finding.of("reason.SIG_CRYPTO_FAILURE"));
    }

    @Test
    void namesSwappedSignatures() {
        var report = validate(Tampering.swap(SIGNED, 0, 1));

        assertThat(report.signatures().get(0).reason()).isEqualTo(Finding.of("reason.SWAPPED", "PartyB"));
        assertThat(report.signatures().get(1).reason()).isEqualTo(Finding.of("reason.SWAPPED", "PartyA"));
        assertThat(report.verdict()).isEqualTo(Verdict.TOTAL_FAILED);
    }

    @Test
    void namesAByteRangeThatLeavesAGap() {
        var place = Tampering.place(SIGNED, 0);
        var text = new String(SIGNED, StandardCharsets.ISO_8859_1);
        var at = text.indexOf("/ByteRange");
        var close = text.indexOf(']', at);
        var range = place.byteRange();
        var wrapped = "/ByteRange [0 %d %d %d".formatted(range.get(1), range.get(2) + 10, range.get(3) - 10);
        var padded = wrapped + " ".repeat(close - at - wrapped.length());

        var report = validate(Tampering.replace(SIGNED, text.substring(at, close), padded));

        assertThat(report.signatures().getFirst().reason()).isEqualTo(Finding.of("reason.BYTE_RANGE_WRAPS"));
        assertThat(report.verdict()).isEqualTo(Verdict.TOTAL_FAILED);
    }

    @Test
    void namesDataHiddenBehindASignature() {
        var resume = Tampering.place(SIGNED, 0).byteRange().get(2).intValue();
        var changed = SIGNED.clone();
        changed[resume - 3] = 'A';

        var report = validate(changed);

        assertThat(report.signatures()).hasSize(2);
        assertThat(report.signatures().getFirst().reason()).isEqualTo(Finding.of("reason.CONTENTS_NOT_CLEAN"));
        assertThat(report.verdict()).isEqualTo(Verdict.TOTAL_FAILED);
    }

    @Test
    void namesContentsThatWereMoved() {
        var range = Tampering.place(SIGNED, 0).byteRange();
        var gap = range.get(1).intValue();
        var changed = SIGNED.clone();
        // The string starts one byte later, the dictionary stays readable.
        System.arraycopy(SIGNED, gap, changed, gap + 1, range.get(2).intValue() - gap - 2);
        changed[gap] = ' ';
        changed[range.get(2).intValue() - 1] = '>';

        var report = validate(changed);

        assertThat(report.signatures().getFirst().reason()).isEqualTo(Finding.of("reason.BYTE_RANGE_WRAPS"));
        assertThat(report.verdict()).isEqualTo(Verdict.TOTAL_FAILED);
    }

    @Test
    void namesChangedPageContent() {
        var content = ((Cos.Ref) snapshotPage(2).get("Contents")).number();
        var painted = "<< /Length 29 >>\nstream\nBT (pays 9,000,000 yen) Tj ET\nendstream";

        assertChanged(Tampering.append(SIGNED, Map.of(content, painted)), Kind.PAGE_CONTENT_CHANGED);
        var change =
                validate(Tampering.append(SIGNED, Map.of(content, painted)))
                        .signatures()
                        .getFirst()
                        .laterChanges()
                        .stream()
                        .filter(later -> later.kind() == Kind.PAGE_CONTENT_CHANGED)
                        .findFirst();
        assertThat(change.orElseThrow().page()).isEqualTo(2);
    }

    @Test
    void namesAPageThatPointsToOtherContent() {
        var page = Tampering.pageNumber(SIGNED, 1);
        var stream = "<< /Length 10 >>\nstream\nBT (x) ET \nendstream";
        var update = Map.of(page, Tampering.written(SIGNED, page, Map.of("Contents", "800 0 R")), 800, stream);

        assertChanged(Tampering.append(SIGNED, update), Kind.PAGE_CONTENT_CHANGED);
    }

    @Test
    void namesAnAppendedAnnotation() {
        var page = Tampering.pageNumber(SIGNED, 1);
        var note = "<< /Type /Annot /Subtype /FreeText /Rect [10 10 300 100] /Contents (Void!) >>";
        var update = Map.of(page, Tampering.written(SIGNED, page, Map.of("Annots", "[800 0 R]")), 800, note);

        assertChanged(Tampering.append(SIGNED, update), Kind.ANNOTATION_ADDED);
    }

    @Test
    void namesAnObjectThatIsFreed() {
        var content = ((Cos.Ref) snapshotPage(1).get("Contents")).number();
        var update = new HashMap<Integer, String>();
        update.put(content, null);

        assertChanged(Tampering.append(SIGNED, update), Kind.OBJECT_FREED);
    }

    @Test
    void namesBytesThatBelongToNothing() {
        assertChanged(Tampering.joined(SIGNED, "\n900 0 obj << >> endobj\n"), Kind.BYTES_OUTSIDE_OBJECTS);
    }

    @Test
    void namesAStampThatNobodySigned() {
        var root = ((Cos.Ref) Tampering.snapshot(SIGNED).trailer().get("Root")).number();
        var form = (Cos.Dict) Tampering.snapshot(SIGNED)
                .resolve(Tampering.snapshot(SIGNED).catalog().get("AcroForm"));
        var fields = Tampering.text(Tampering.snapshot(SIGNED).resolve(form.get("Fields")))
                .replace("]", " 800 0 R]");
        var page = Tampering.pageNumber(SIGNED, 1);
        var stamp = "<< /FT /Sig /T (Seal) /Type /Annot /Subtype /Widget /Rect [10 10 99 99] /AP << /N 801 0 R >> >>";
        var update = Map.of(
                root,
                Tampering.written(SIGNED, root, Map.of("AcroForm", "<< /SigFlags 3 /Fields " + fields + " >>")),
                page,
                Tampering.written(SIGNED, page, Map.of("Annots", "[800 0 R]")),
                800,
                stamp,
                801,
                "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 1 >>\nstream\n \nendstream");

        assertChanged(Tampering.append(SIGNED, update), Kind.ANNOTATION_ADDED);
    }

    @Test
    void namesAnAlteredLookOfASignature() {
        var field = new Outline(Tampering.snapshot(SIGNED)).signatureFields().getFirst();
        var update = Map.of(field.number(), Tampering.written(SIGNED, field.number(), Map.of("Rect", "[0 0 500 500]")));

        assertChanged(Tampering.append(SIGNED, update), Kind.SIGNED_FIELD_CHANGED);
    }

    @Test
    void passesAFurtherTimeStampAndFurtherValidationData() {
        var report = validate(CONTRACTS.extendToArchive(SIGNED));

        assertThat(report.verdict()).isEqualTo(Verdict.TOTAL_PASSED);
        assertThat(report.timestamps()).hasSize(2);
    }

    @Test
    void findsNoSignatureInACutOffVersion() {
        var first = Tampering.place(SIGNED, 0);

        var report = validate(Arrays.copyOf(SIGNED, first.rangeEnd() - 200));

        assertThat(report.verdict()).isNotEqualTo(Verdict.TOTAL_PASSED);
    }

    @Test
    void trustsNobodyButItsAnchors() {
        var other = new TestHierarchy(Instant.now().minus(Duration.ofDays(30)));

        var report = VALIDATION.validate(SIGNED, Trust.in(other.root()));

        assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(report.signatures().getFirst().reason()).isEqualTo(Finding.of("reason.NO_CERTIFICATE_CHAIN_FOUND"));
    }

    @Test
    void namesACertificateRevokedBeforeSigning() {
        var revoked = HIERARCHY.subscriber("CN=Revoked,O=A Inc.,C=JP", Duration.ofDays(400));
        HIERARCHY.revoke(revoked.certificate(), Instant.now().minus(Duration.ofDays(2)));

        var report =
                validate(CONTRACTS.sign(CONTRACTS.contract(), "PartyA", revoked, SignatureLevel.PAdES_BASELINE_LT));

        assertThat(report.verdict()).isNotEqualTo(Verdict.TOTAL_PASSED);
        var signature = report.signatures().getFirst();
        assertThat(signature.revocation().state()).isEqualTo(SignatureReport.Revocation.State.REVOKED);
        assertThat(signature.reason().key()).startsWith("reason.REVOKED");
    }

    @Test
    void cannotJudgeAnExpiredCertificateWithoutLongTermData() {
        var later = SignatureValidation.offline(Clock.offset(Clock.systemUTC(), Duration.ofDays(800)));
        var basic = CONTRACTS.sign(CONTRACTS.contract(), "PartyA", A, SignatureLevel.PAdES_BASELINE_B);

        var report = later.validate(basic, TRUST);

        assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(report.signatures().getFirst().reason()).isEqualTo(Finding.of("reason.TRY_LATER"));
        assertThat(report.signatures().getFirst().level()).isEqualTo(Level.B_B);
    }

    @Test
    void stillPassesAnArchivedContractAfterItsCertificatesExpired() {
        var later = SignatureValidation.offline(Clock.offset(Clock.systemUTC(), Duration.ofDays(800)));

        assertThat(later.validate(SIGNED, TRUST).verdict()).isEqualTo(Verdict.TOTAL_PASSED);
    }

    @Test
    void holdsACertifiedContractToWhatItsCertificationAllows() {
        Supplier<byte[]> certified = () -> CONTRACTS.sign(
                CONTRACTS.contract(),
                "PartyA",
                A,
                SignatureLevel.PAdES_BASELINE_B,
                CertificationPermission.MINIMAL_CHANGES_PERMITTED);
        var both = CONTRACTS.sign(certified.get(), "PartyB", B, SignatureLevel.PAdES_BASELINE_B);

        var signature = validate(both).signatures().getFirst();

        assertThat(signature.permissions().certification()).isEqualTo(2);
        assertThat(signature.unchangedSince()).isTrue();
    }

    private static Cos.Dict snapshotPage(int page) {
        return (Cos.Dict) Tampering.snapshot(SIGNED).object(Tampering.pageNumber(SIGNED, page));
    }
}

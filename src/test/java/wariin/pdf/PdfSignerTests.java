package wariin.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PdfSignerTests {

    private static final List<FieldPlace> TWO =
            List.of(new FieldPlace("A", 0, 50, 60, 90, 90), new FieldPlace("B", 0, 200, 60, 120, 90));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void letsTwoPartiesSignAndStampsTheEnd(boolean compressed) throws Exception {
        var upload = compressed ? TestPdfs.compressed(3) : TestPdfs.table(3);
        var signing = new Signing(ByteSource.of(upload), TWO);

        signing.sign(0, Signing.PKI.signer, true, false);
        signing.signAtOnce(1, Signing.PKI.second, false, true);
        signing.stamp();

        var signed = signing.bytes();
        assertThat(signed).startsWith(upload);
        assertThat(signing.digest().digest()).isEqualTo(RunningDigestTests.sha256(signed));
        judge(signed, 2, 1);
        assertThat(PdfFile.open(signing.file()).signatureFields())
                .allMatch(SignatureField::signed)
                .extracting(SignatureField::name)
                .containsExactly("A", "B", "Wariin document time-stamp");
    }

    /// poppler cannot judge a document time-stamp, so those count as read but not as valid.
    private void judge(byte[] signed, int signatures, int timestamps) throws Exception {
        assumeTrue(Judges.present());
        var file = folder.resolve("signed.pdf");
        Files.write(file, signed);
        var structure = Judges.qpdf(file);
        assertThat(structure.status()).as(structure.text()).isZero();
        var verdict = Judges.pdfsig(file).text();
        assertThat(verdict.split("Signature Type:", -1)).as(verdict).hasSize(signatures + timestamps + 1);
        assertThat(verdict.split("Signature is Valid", -1)).as(verdict).hasSize(signatures + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 90, 180, 270})
    void placesTheSealWhereItWasPutHoweverThePageIsTurned(int degrees) throws Exception {
        var signing =
                new Signing(ByteSource.of(TestPdfs.rotated(degrees)), List.of(new FieldPlace("A", 0, 20, 30, 100, 60)));
        signing.sign(0, Signing.PKI.signer, true, true);
        judge(signing.bytes(), 1, 0);

        var page = Rendering.firstPage(signing.bytes());

        assertThat(page.redBox()).isEqualTo("42,32 56x56");
    }

    @Test
    void refusesAFieldThatIsFilledOrMissing() throws Exception {
        var signing = new Signing(ByteSource.of(TestPdfs.table(1)), TWO);
        signing.sign(0, Signing.PKI.signer, true, false);

        for (var name : List.of("A", "C")) {
            var request = Signing.request(name, Signing.PKI.second, false, false);
            assertThatThrownBy(() -> PdfSigner.draft(signing.file(), signing.digest(), request))
                    .isInstanceOfSatisfying(
                            PdfRefused.class, e -> assertThat(e.reason()).isEqualTo(PdfRefused.Reason.NO_SUCH_FIELD));
        }
    }

    @Test
    void completesADraftThatWasKeptAsBytes() throws Exception {
        var signing = new Signing(ByteSource.of(TestPdfs.table(1)), TWO);
        var draft = PdfSigner.draft(
                signing.file(), signing.digest(), Signing.request("A", Signing.PKI.signer, true, false));

        var later = new SignatureDraft(
                draft.increment().clone(), draft.holeOffset(), draft.holeBytes(), draft.documentDigest());
        var digest = RunningDigest.over(signing.file());
        signing.append(later.complete(Signing.cms(Signing.PKI.signer, later.documentDigest()), digest));

        judge(signing.bytes(), 1, 0);
    }
}

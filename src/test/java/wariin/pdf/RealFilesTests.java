package wariin.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Signs what other people's programs made; see the README beside the files.
class RealFilesTests {

    private static final Path FILES = Path.of("src/test/resources/pdf");

    @TempDir
    Path folder;

    static List<Path> open() throws IOException {
        return files(false);
    }

    static List<Path> encrypted() throws IOException {
        return files(true);
    }

    private static List<Path> files(boolean encrypted) throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.filter(file -> file.toString().endsWith(".pdf"))
                    .filter(file -> file.getFileName().toString().startsWith("encrypted") == encrypted)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("open")
    void isSignedByTwoAndStamped(Path file) throws Exception {
        concludes(Files.readAllBytes(file), 0);
    }

    @ParameterizedTest
    @MethodSource("encrypted")
    void isRefusedByName(Path file) {
        assertThatThrownBy(() -> new Signing(ByteSource.of(file), List.of()))
                .isInstanceOfSatisfying(
                        PdfRefused.class, e -> assertThat(e.reason()).isEqualTo(PdfRefused.Reason.ENCRYPTED));
    }

    @Test
    void thereAreThirtyOfThem() throws IOException {
        assertThat(open().size()).isGreaterThanOrEqualTo(30);
    }

    @Test
    void keepsASignatureMadeByAnotherProgram() throws Exception {
        concludes(signedByPdfBox(TestPdfs.compressed(2)), 1);
    }

    private void concludes(byte[] upload, int before) throws Exception {
        var size = PdfFile.open(ByteSource.of(upload)).pageSize(0);
        var places = List.of(
                new FieldPlace("甲", 0, size.width() / 8, size.height() / 8, 60, 60),
                new FieldPlace("乙", 0, size.width() / 2, size.height() / 8, 60, 60));
        var signing = new Signing(ByteSource.of(upload), places);
        signing.sign(0, Signing.PKI.signer, before == 0, false);
        signing.signAtOnce(1, Signing.PKI.second, false, true);
        signing.stamp();

        var signed = signing.bytes();
        assertThat(signing.prepared().repaired()).isEmpty();
        assertThat(signed).startsWith(upload);
        assertThat(RevisionCheck.of(signing.file())).noneMatch(f -> f.kind() == RevisionFinding.Kind.MODIFIED);
        assumeTrue(Judges.present());
        assertThat(qpdf(signed)).isLessThanOrEqualTo(qpdf(upload));
        var verdict = Judges.pdfsig(write(signed)).text();
        assertThat(verdict.split("Signature is Valid", -1)).as(verdict).hasSize(before + 3);
        assertThat(verdict.split("Signature Type:", -1)).as(verdict).hasSize(before + 4);
    }

    private int qpdf(byte[] pdf) throws IOException {
        return Judges.qpdf(write(pdf)).status();
    }

    private Path write(byte[] pdf) throws IOException {
        return Files.write(folder.resolve("judged.pdf"), pdf);
    }

    private static byte[] signedByPdfBox(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            var signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
            var signer = Signing.PKI.signer;
            document.addSignature(signature, content -> {
                var digest = RunningDigestTests.sha256(content.readAllBytes());
                var attributes = PadesCms.signedAttributes(signer.certificate(), digest);
                var value = signer.sign(attributes);
                return PadesCms.assemble(attributes, value, signer.algorithm(), Signing.PKI.chain(signer), null);
            });
            var out = new ByteArrayOutputStream();
            document.saveIncremental(out);
            return out.toByteArray();
        }
    }

    /// As a word processor writes them: old readers see a free entry where new ones find an object by `/XRefStm`.
    @Test
    void readsHybridFilesAndDoesNotCopyTheirSecondCrossReference() throws Exception {
        var signing = new Signing(ByteSource.of(hybrid()), List.of(new FieldPlace("A", 0, 10, 10, 50, 50)));
        signing.sign(0, Signing.PKI.signer, true, true);

        assertThat(signing.prepared().repaired()).isEmpty();
        var added = new String(signing.bytes(), StandardCharsets.ISO_8859_1).substring(hybrid().length);
        assertThat(added).contains("\nxref\n").doesNotContain("XRefStm");
        assumeTrue(Judges.present());
        assertThat(qpdf(signing.bytes())).isZero();
        assertThat(Judges.pdfsig(write(signing.bytes())).text()).contains("Signature is Valid");
    }

    private static byte[] hybrid() {
        var body = new StringBuilder("%PDF-1.5\n");
        var catalog = body.length();
        body.append("1 0 obj<</Type/Catalog/Pages 2 0 R/PageLabels 5 0 R>>endobj\n");
        var pages = body.length();
        body.append("2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n");
        var page = body.length();
        body.append("3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>endobj\n");
        var objects = body.length();
        var content = "5 0 <</Nums[0<</S/D>>]>>";
        body.append("4 0 obj<</Type/ObjStm/N 1/First 4/Length " + content.length() + ">>\nstream\n" + content)
                .append("\nendstream\nendobj\n");
        var hidden = body.length();
        var rows = new char[] {2, 0, 4, 0, 1, (char) (hidden >> 8), (char) (hidden & 255), 0};
        body.append("6 0 obj<</Type/XRef/Size 7/W[1 2 1]/Index[5 2]/Root 1 0 R/Length 8>>\nstream\n")
                .append(rows)
                .append("\nendstream\nendobj\n");
        var start = body.length();
        body.append("xref\n0 7\n0000000005 65535 f\r\n");
        for (var offset : List.of(catalog, pages, page, objects)) body.append("%010d 00000 n\r\n".formatted(offset));
        body.append("0000000006 00000 f\r\n0000000000 00000 f\r\n");
        body.append("trailer\n<</Size 7/Root 1 0 R/XRefStm " + hidden + ">>\nstartxref\n" + start + "\n%%EOF\n");
        return body.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}

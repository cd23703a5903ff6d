package wariin.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wariin.pdf.PdfValue.Dict;
import wariin.pdf.RevisionFinding.Kind;

class RevisionCheckTests {

    private static final List<FieldPlace> TWO =
            List.of(new FieldPlace("A", 0, 50, 60, 90, 90), new FieldPlace("B", 0, 200, 60, 120, 90));

    private static Signing concluded(byte[] upload) throws PdfRefused {
        var signing = new Signing(ByteSource.of(upload), TWO);
        signing.sign(0, Signing.PKI.signer, true, false);
        signing.sign(1, Signing.PKI.second, false, true);
        signing.stamp();
        return signing;
    }

    private static List<String> modifications(byte[] file) throws PdfRefused {
        var details = new ArrayList<String>();
        for (var finding : RevisionCheck.of(ByteSource.of(file))) {
            if (finding.kind() == Kind.MODIFIED) details.add(finding.detail());
        }
        return details;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void allowsWhatLaterPartiesDo(boolean compressed) throws Exception {
        var file = concluded(compressed ? TestPdfs.compressed(3) : TestPdfs.table(3))
                .bytes();

        var findings = RevisionCheck.of(ByteSource.of(file));

        assertThat(findings).as(findings.toString()).noneMatch(finding -> finding.kind() == Kind.MODIFIED);
        assertThat(findings)
                .filteredOn(finding -> finding.signature().equals("A"))
                .extracting(RevisionFinding::detail)
                .containsExactly(
                        "validation data",
                        "signature B",
                        "validation data",
                        "document time-stamp Wariin document time-stamp");
    }

    @Test
    void namesAnAnnotationAndAChangedPage() throws Exception {
        var signed = concluded(TestPdfs.table(2)).bytes();

        var annotated = changed(signed, document -> {
            try {
                var page = document.getPage(0);
                page.getAnnotations().add(new PDAnnotationText());
                page.getCOSObject().setNeedToBeUpdated(true);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        var repainted = changed(signed, document -> {
            try (var content = new PDPageContentStream(
                    document, document.getPage(1), PDPageContentStream.AppendMode.APPEND, false)) {
                content.addRect(10, 10, 100, 100);
                content.fill();
                document.getPage(1).getCOSObject().setNeedToBeUpdated(true);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(modifications(annotated)).anyMatch(detail -> detail.contains("annotation of page 1 was added"));
        assertThat(modifications(repainted)).anyMatch(detail -> detail.contains("page 2: /Contents"));
    }

    private static byte[] changed(byte[] signed, Consumer<PDDocument> change) throws Exception {
        try (var document = Loader.loadPDF(signed)) {
            change.accept(document);
            document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(false);
            var out = new ByteArrayOutputStream();
            document.saveIncremental(out);
            return out.toByteArray();
        }
    }

    @Test
    void namesBytesBehindTheEndAndBetweenObjects() throws Exception {
        var signed = concluded(TestPdfs.table(1)).bytes();
        var behind = new String(signed, StandardCharsets.ISO_8859_1) + "7 0 obj<<>>endobj\n";

        assertThat(modifications(behind.getBytes(StandardCharsets.ISO_8859_1)))
                .anyMatch(detail -> detail.contains("bytes behind the end"));
    }

    @Test
    void namesAReplacedFontAndAFreedObject() throws Exception {
        var signing = concluded(TestPdfs.table(1));

        var reader = PdfReader.open(signing.file());
        var font = number(reader, "Font");
        var revision = new Revision(reader, 100);
        revision.put(
                new PdfValue.Ref(font, 0),
                reader.dict(new PdfValue.Ref(font, 0)).copy().withName("BaseFont", "Symbol"));
        var replaced = join(signing.bytes(), revision.finish(new byte[16]));
        var freed = join(signing.bytes(), freeing(signing, font));

        assertThat(modifications(replaced)).anyMatch(detail -> detail.contains("(Font) was replaced"));
        assertThat(modifications(freed)).anyMatch(detail -> detail.contains("was removed"));
    }

    private static byte[] freeing(Signing signing, int number) throws PdfRefused {
        var reader = PdfReader.open(signing.file());
        var length = signing.bytes().length;
        var text = "xref\n" + number + " 1\n0000000000 00001 f\r\ntrailer\n<</Size " + reader.size() + "/Root "
                + reader.catalogRef().number() + " 0 R/Prev "
                + reader.sections().getFirst().position()
                + ">>\nstartxref\n" + length + "\n%%EOF\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static int number(PdfReader reader, String type) throws PdfRefused {
        for (var n = 1; n < reader.size(); n++) {
            if (reader.object(n) instanceof Dict dict && dict.isNamed("Type", type)) return n;
        }
        throw new IllegalStateException("no " + type);
    }

    private static byte[] join(byte[] one, byte[] two) {
        return TestPdfs.bytes(ByteSource.concat(List.of(ByteSource.of(one), ByteSource.of(two))));
    }

    @Test
    void namesASignatureThatCoversLessThanItSays() throws Exception {
        var signing = new Signing(ByteSource.of(TestPdfs.table(1)), TWO);
        signing.sign(0, Signing.PKI.signer, true, false);
        var text = new String(signing.bytes(), StandardCharsets.ISO_8859_1);
        var shifted = text.replaceFirst("/ByteRange \\[0 (\\d+)", "/ByteRange [1 $1");

        assertThat(modifications(shifted.getBytes(StandardCharsets.ISO_8859_1)))
                .anyMatch(detail -> detail.contains("does not cover"));
    }

    @Test
    void namesAFieldThatWasLockedByTheLastParty() throws Exception {
        var signing = new Signing(ByteSource.of(TestPdfs.table(1)), TWO);
        signing.sign(0, Signing.PKI.signer, true, true);
        signing.sign(1, Signing.PKI.second, false, false);

        assertThat(modifications(signing.bytes())).anyMatch(detail -> detail.contains("field B was locked"));
    }
}

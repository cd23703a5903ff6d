package wariin.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wariin.pdf.PdfPreparation.Notice;
import wariin.pdf.PdfRefused.Reason;

class PdfPreparationTests {

    private static final FieldPlace PLACE = new FieldPlace("A", 0, 50, 60, 90, 90);

    private static Reason refusal(byte[] upload, FieldPlace... places) {
        var refused = catchThrowableOfType(
                PdfRefused.class, () -> PdfPreparation.prepare(ByteSource.of(upload), List.of(places)));
        assertThat(refused).as("a refusal").isNotNull();
        return refused.reason();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void appendsAllFieldsInOneUpdateOfTheSameKind() throws Exception {
        for (var upload : List.of(TestPdfs.table(2), TestPdfs.compressed(2))) {
            var places = List.of(PLACE, new FieldPlace("B", 1, 10, 20, 90, 40));
            var prepared = PdfPreparation.prepare(ByteSource.of(upload), places);

            var file = ByteSource.concat(List.of(
                    ByteSource.of(upload), ByteSource.of(prepared.fields().bytes())));
            assertThat(prepared.repaired()).isEmpty();
            assertThat(prepared.notices()).isEmpty();
            assertThat(prepared.fieldNames()).containsExactly("A", "B");
            assertThat(PdfFile.open(file).signatureFields())
                    .containsExactly(
                            new SignatureField("A", false, 0, true),
                            new SignatureField("B", false, 1, true),
                            new SignatureField(prepared.timestampField(), false, 0, false));
            try (var document = Loader.loadPDF(TestPdfs.bytes(file))) {
                assertThat(document.getSignatureFields()).hasSize(3);
            }
            var sections = PdfReader.open(file).sections();
            assertThat(sections.getFirst().stream()).isEqualTo(sections.getLast().stream());
        }
    }

    @Test
    void keepsNamesApart() throws Exception {
        var signing = new Signing(ByteSource.of(TestPdfs.table(1)), List.of(PLACE, PLACE));
        assertThat(signing.prepared().fieldNames()).containsExactly("A", "A 2");

        var again = new Signing(ByteSource.of(signing.bytes()), List.of(PLACE));
        assertThat(again.prepared().fieldNames()).containsExactly("A 3");
        assertThat(again.prepared().timestampField())
                .isEqualTo(signing.prepared().timestampField() + " 2");
    }

    @Test
    void tellsPageSizesAsDisplayed() throws Exception {
        assertThat(PdfFile.open(ByteSource.of(TestPdfs.rotated(90))).pageSize(0))
                .isEqualTo(new PageSize(500, 400));
        assertThat(PdfFile.open(ByteSource.of(TestPdfs.rotated(180))).pageSize(0))
                .isEqualTo(new PageSize(400, 500));
    }

    @Test
    void refusesWhatIsNoPdf() {
        assertThat(refusal(new byte[0], PLACE)).isEqualTo(Reason.NOT_A_PDF);
        assertThat(refusal(ascii("<html><script>alert(1)</script></html>"), PLACE))
                .isEqualTo(Reason.NOT_A_PDF);
        assertThat(refusal(ascii("%PDF-1.7\nnothing"), PLACE)).isEqualTo(Reason.DAMAGED);
    }

    @Test
    void refusesPlacesOutsideOfThePage() {
        var upload = TestPdfs.table(1);
        for (var place : List.of(
                new FieldPlace("A", 1, 0, 0, 10, 10),
                new FieldPlace("A", -1, 0, 0, 10, 10),
                new FieldPlace("A", 0, 590, 0, 10, 10),
                new FieldPlace("A", 0, -5, 0, 10, 10))) {
            assertThat(refusal(upload, place)).isEqualTo(Reason.FIELD_OUTSIDE_PAGE);
        }
    }

    @Test
    void refusesEncryptedFilesByName() throws Exception {
        try (var document = new PDDocument()) {
            document.addPage(new PDPage());
            document.protect(new StandardProtectionPolicy("owner", "", new AccessPermission()));
            assertThat(refusal(TestPdfs.saved(document), PLACE)).isEqualTo(Reason.ENCRYPTED);
        }
    }

    @Test
    void repairsWhatNobodySignedAndTellsIt() throws Exception {
        var whole = TestPdfs.table(3);
        for (var broken : List.of(
                ascii(new String(whole, StandardCharsets.ISO_8859_1).replaceFirst("startxref\\s+\\d+", "startxref\n7")),
                ascii("junk before\n" + new String(whole, StandardCharsets.ISO_8859_1)),
                Arrays.copyOf(whole, whole.length - 40))) {
            var signing = new Signing(ByteSource.of(broken), List.of(PLACE));

            assertThat(signing.prepared().notices()).contains(Notice.REPAIRED);
            signing.sign(0, Signing.PKI.signer, true, true);
            assertThat(PdfFile.open(signing.file()).pageCount()).isEqualTo(3);
        }
    }

    @Test
    void neverRepairsWhatSomebodySigned() throws Exception {
        var signing = new Signing(ByteSource.of(TestPdfs.table(1)), List.of(PLACE));
        signing.sign(0, Signing.PKI.signer, true, false);
        var text = new String(signing.bytes(), StandardCharsets.ISO_8859_1);
        var at = text.lastIndexOf("startxref");

        var broken = ascii(text.substring(0, at) + "startxref\n7777777\n%%EOF\n    ");

        assertThat(refusal(broken, PLACE)).isEqualTo(Reason.DAMAGED_AND_SIGNED);
    }

    @Test
    void onlyAppendsToWhatWasSignedElsewhere() throws Exception {
        var first = new Signing(ByteSource.of(TestPdfs.table(1)), List.of(PLACE));
        first.sign(0, Signing.PKI.signer, false, false);

        var second = new Signing(ByteSource.of(first.bytes()), List.of(new FieldPlace("B", 0, 200, 200, 50, 50)));
        second.sign(0, Signing.PKI.second, true, true);

        assertThat(second.prepared().notices()).containsExactly(Notice.SIGNED_ALREADY);
        assertThat(second.bytes()).startsWith(first.bytes());
        assertThat(RevisionCheck.of(second.file())).noneMatch(f -> f.kind() == RevisionFinding.Kind.MODIFIED);
    }

    @Test
    void refusesAfterACertificationThatForbidsChanges() throws Exception {
        var signing = new Signing(ByteSource.of(TestPdfs.table(1)), List.of(PLACE));
        signing.sign(0, Signing.PKI.signer, true, false);
        var closed = new String(signing.bytes(), StandardCharsets.ISO_8859_1).replaceFirst("/P 2/Type", "/P 1/Type");

        assertThat(refusal(ascii(closed), new FieldPlace("B", 0, 1, 1, 9, 9))).isEqualTo(Reason.CHANGES_FORBIDDEN);
    }

    @Test
    void refusesFormsThatDrawThemselvesAndSwitchesOffOthers() throws Exception {
        try (var document = new PDDocument()) {
            document.addPage(new PDPage());
            var form = new COSDictionary();
            form.setItem(COSName.XFA, new COSArray());
            document.getDocumentCatalog().getCOSObject().setItem(COSName.ACRO_FORM, form);
            var still = PdfPreparation.prepare(ByteSource.of(TestPdfs.saved(document)), List.of(PLACE));
            document.getDocumentCatalog().getCOSObject().setBoolean("NeedsRendering", true);
            assertThat(refusal(TestPdfs.saved(document), PLACE)).isEqualTo(Reason.DYNAMIC_FORM);
            assertThat(still.notices()).containsExactly(Notice.XFA_REMOVED);
        }
    }

    @Test
    void tellsOfJavaScript() throws Exception {
        try (var document = new PDDocument()) {
            document.addPage(new PDPage());
            document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"));
            var prepared = PdfPreparation.prepare(ByteSource.of(TestPdfs.saved(document)), List.of(PLACE));
            assertThat(prepared.notices()).containsExactly(Notice.JAVASCRIPT);
        }
    }

    @Test
    void refusesTenThousandFields() {
        var fields = new StringBuilder();
        var objects = new StringBuilder();
        for (var n = 10; n < 10_010; n++) {
            fields.append(n).append(" 0 R ");
            objects.append(n).append(" 0 obj<</FT/Tx/T(f").append(n).append(")>>endobj\n");
        }
        var upload = Pdfs.of("<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[" + fields + "]>>>>", objects.toString());

        assertThat(refusal(upload, PLACE)).isEqualTo(Reason.TOO_MANY_FIELDS);
    }

    @Test
    void refusesBombs() {
        assertThat(refusal(Pdfs.of("<</Type/Catalog/Pages 2 0 R/X " + "[".repeat(100_000) + ">>", ""), PLACE))
                .isEqualTo(Reason.TOO_MANY_OBJECTS);
        assertThat(refusal(Pdfs.bomb(48 << 20), PLACE)).isEqualTo(Reason.TOO_MANY_OBJECTS);
        assertThat(refusal(Pdfs.of("<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>", ""), PLACE))
                .isIn(Reason.NO_PAGES, Reason.DAMAGED);
        assertThat(refusal(Pdfs.pagesInCircles(), PLACE)).isIn(Reason.NO_PAGES, Reason.DAMAGED);
        assertThat(refusal(Pdfs.sectionsInCircles(), PLACE)).isIn(Reason.NO_PAGES, Reason.DAMAGED);
    }

    @Test
    void readsAFileOnDisk(@TempDir Path folder) throws Exception {
        var file = folder.resolve("a.pdf");
        Files.write(file, TestPdfs.compressed(5));
        assertThat(PdfFile.open(ByteSource.of(file)).pageCount()).isEqualTo(5);
    }

    /// Files written by hand to be bad.
    private static final class Pdfs {

        static byte[] of(String catalog, String more) {
            var text = "%PDF-1.7\n1 0 obj" + catalog + "endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                    + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>endobj\n" + more;
            return ascii(withTable(text));
        }

        static byte[] pagesInCircles() {
            return ascii(withTable("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                    + "2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]/Count 9>>endobj\n3 0 obj<</Kids[2 0 R]>>endobj\n"));
        }

        static byte[] sectionsInCircles() {
            var text = new String(of("<</Type/Catalog/Pages 9 0 R>>", ""), StandardCharsets.ISO_8859_1);
            var at = text.lastIndexOf("xref", text.lastIndexOf("startxref") - 1);
            return ascii(text.replace("/Root", "/Prev " + at + "/Root"));
        }

        private static String withTable(String body) {
            var offsets = new TreeMap<Integer, Integer>();
            var matcher = Pattern.compile("(?m)^(\\d+) 0 obj").matcher(body);
            while (matcher.find()) offsets.put(Integer.parseInt(matcher.group(1)), matcher.start());
            var table = new StringBuilder("xref\n0 1\n0000000000 65535 f\r\n");
            offsets.forEach((number, at) -> table.append("%d 1\n%010d 00000 n\r\n".formatted(number, at)));
            return body + table + "trailer<</Size " + (offsets.lastKey() + 1) + "/Root 1 0 R>>\nstartxref\n"
                    + body.length() + "\n%%EOF\n";
        }

        /// A cross-reference stream of a few hundred kilobytes that expands to hundreds of megabytes.
        static byte[] bomb(int size) {
            var deflater = new Deflater(9);
            var zeros = new byte[1 << 20];
            var out = new ByteArrayOutputStream();
            var piece = new byte[1 << 16];
            for (var n = 0; n < size >> 20; n++) {
                deflater.setInput(zeros);
                while (!deflater.needsInput()) out.write(piece, 0, deflater.deflate(piece));
            }
            deflater.finish();
            while (!deflater.finished()) out.write(piece, 0, deflater.deflate(piece));
            deflater.end();
            var head = "%PDF-1.7\n1 0 obj<</Type/XRef/Size 9/W[1 4 2]/Root 2 0 R/Filter/FlateDecode/Length "
                    + out.size() + ">>\nstream\n";
            return ascii(head + out.toString(StandardCharsets.ISO_8859_1) + "\nendstream\nendobj\nstartxref\n9\n%%EOF");
        }
    }
}

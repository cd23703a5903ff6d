package wariin.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Node;
import wariin.seal.SealDesign.CompanySquare;
import wariin.seal.SealDesign.Dated;
import wariin.seal.SealDesign.Personal;
import wariin.seal.SealDesign.RepresentativeRound;

class SealDrawingTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    private static final List<String> COMPANIES = List.of(
            "株式会社和臨",
            "山田商店",
            "林",
            "㈱𠮷野工業",
            "(有)田中",
            "有限会社渡邉濵田製作所",
            "一般社団法人日本トラステッドサービス推進協議会",
            "株式会社ソフトウェア・エンジニアリング",
            "ABC株式会社",
            "Wariin Technologies 株式会社",
            "Wariin Inc.",
            "A",
            "The Long and Honourable International Trading Company of Tokyo, Ltd.",
            "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらり");

    static List<SealDesign> designs() {
        var designs = new ArrayList<SealDesign>();
        for (var company : COMPANIES) {
            designs.add(new CompanySquare(company));
            designs.add(new RepresentativeRound(company, "代表取締役印"));
            designs.add(new RepresentativeRound(company, "Corporate Seal"));
            designs.add(new RepresentativeRound(company, company));
            designs.add(new Dated(company, "髙﨑"));
            designs.add(new Dated("総務部", company));
            designs.add(new Personal(company));
        }
        for (var name : List.of("一", "髙橋", "佐々木", "勅使河原", "山田 太郎", "Smith", "John Paul Smith")) {
            designs.add(new Personal(name));
        }
        return designs;
    }

    @ParameterizedTest
    @MethodSource("designs")
    void keepsEveryStrokeInsideTheSeal(SealDesign design) {
        var drawing = SealDrawing.of(design, DAY);

        var box = new Rectangle2D.Double(-0.01, -0.01, drawing.width() + 0.02, drawing.height() + 0.02);
        for (var outline : drawing.outlines()) {
            assertThat(box.contains(outline.getBounds2D()))
                    .as("%s in %s", outline.getBounds2D(), box)
                    .isTrue();
        }
        assertThat(drawing.millimetres()).isBetween(10.0, 24.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"><script>alert(1)</script>", "</svg><svg onload=alert(1)>", "a&b;<!--", "${7*7}"})
    void writesWellFormedSvgWithoutScriptForHostileNames(String name) throws Exception {
        for (var design : List.of(new CompanySquare(name), new Personal(name), new Dated(name, name))) {
            var svg = SealDrawing.of(design, DAY).svg();

            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var root = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
            for (var child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
                assertThat(child.getNodeType() == Node.TEXT_NODE
                                || child.getNodeName().equals("path"))
                        .isTrue();
            }
            assertThat(svg).doesNotContain("script", "alert", "onload");
        }
    }

    @Test
    void namesTheCharacterThatNoFontHas() {
        assertThatExceptionOfType(SealRefused.class)
                .isThrownBy(() -> SealDrawing.of(new Personal("山\uD83D\uDE00"), DAY))
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo(SealRefused.Reason.CHARACTER_UNKNOWN);
                    assertThat(refused.detail()).isEqualTo("\uD83D\uDE00");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u200B\uFE0F"})
    void refusesEmptyText(String name) {
        assertThatExceptionOfType(SealRefused.class)
                .isThrownBy(() -> SealDrawing.of(new CompanySquare(name), DAY))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(SealRefused.Reason.EMPTY));
    }

    @Test
    void refusesTextThatDoesNotFitASeal() {
        assertThatExceptionOfType(SealRefused.class)
                .isThrownBy(() -> SealDrawing.of(new CompanySquare("山".repeat(41)), DAY))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(SealRefused.Reason.TOO_LONG));
    }

    @Test
    void showsTheDayOnADateSeal() {
        var today = SealDrawing.of(new Dated("経理", "山田"), DAY).svg();
        var tomorrow = SealDrawing.of(new Dated("経理", "山田"), DAY.plusDays(1)).svg();

        assertThat(today).isNotEqualTo(tomorrow);
    }

    @Test
    void printsRedOnAPageWithoutAnyFont() throws Exception {
        var appearance = SealDrawing.of(new CompanySquare("株式会社𠮷野"), DAY).appearance();
        try (var document = new PDDocument()) {
            var page = new PDPage(new PDRectangle((float) appearance.width(), (float) appearance.height()));
            document.addPage(page);
            page.setContents(new PDStream(document, new ByteArrayInputStream(appearance.content())));
            var saved = new java.io.ByteArrayOutputStream();
            document.save(saved);

            try (var read = Loader.loadPDF(saved.toByteArray())) {
                var image = new PDFRenderer(read).renderImageWithDPI(0, 150);
                var red = 0;
                for (var y = 0; y < image.getHeight(); y++) {
                    for (var x = 0; x < image.getWidth(); x++) {
                        red += (image.getRGB(x, y) & 0xFF) < 0x80 ? 1 : 0;
                    }
                }
                var share = (double) red / (image.getWidth() * image.getHeight());
                assertThat(share).isBetween(0.25, 0.6);
                assertThat(read.getPage(0).getResources()).as("fonts").isNull();
            }
        }
    }
}

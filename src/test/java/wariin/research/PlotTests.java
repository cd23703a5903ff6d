package wariin.research;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.w3c.dom.Document;
import wariin.research.Plot.Kind;
import wariin.research.Plot.Unit;
import wariin.research.Share.Precision;
import wariin.site.Bilingual;

class PlotTests {

    private static final Bilingual QUESTION = Bilingual.of("問い", "Question <1> & \"more\"");
    private static final Bilingual ALL = Bilingual.of("全体", "All");

    @Test
    void computesWilsonsInterval() {
        var half = Interval.of(new Share(50, Precision.EXACT), 100);
        assertThat(half.low()).isCloseTo(40.38, within(.01));
        assertThat(half.high()).isCloseTo(59.62, within(.01));
        var none = Interval.of(new Share(0, Precision.EXACT), 10);
        assertThat(none.low()).isZero();
        assertThat(none.high()).isCloseTo(27.75, within(.01));
        var whole = Interval.of(new Share(100, Precision.EXACT), 10);
        assertThat(whole.high()).isCloseTo(100, within(1e-9));
        assertThat(Interval.of(new Share(50, Precision.OVER), 100)).isNull();
        assertThat(Interval.of(new Share(50, Precision.EXACT), null)).isNull();
        assertThat(Interval.of(null, 100)).isNull();
    }

    @Test
    void leavesAGapForAYearWithoutAFigure() throws Exception {
        var plot = plots(
                        figure("A", ALL, 2015, 50.0, 100),
                        figure("A", ALL, 2016, 51.0, 100),
                        figure("A", ALL, 2017, null, 100),
                        figure("A", ALL, 2019, 53.0, 100),
                        figure("A", ALL, 2020, 54.0, 100))
                .getFirst();

        assertThat(plot.kind()).isEqualTo(Kind.LINES);
        assertThat(plot.rows())
                .extracting(row -> row.point().label())
                .containsExactly("2015", "2016", "2017", "2018", "2019", "2020");
        assertThat(plot.rows().get(3).point().said()).isEqualTo("no figure");
        var svg = xml(PlotDrawing.file(plot));
        assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(2);
        assertThat(count(svg, "marker")).isEqualTo(4);
        assertThat(count(svg, "whisker")).isEqualTo(4 * 3);
    }

    @Test
    void drawsAPanelForEachSizeAndALegendThatNeedsNoColour() throws Exception {
        var figures = new ArrayList<Figure>();
        for (var band : List.of(ALL, Bilingual.of("大", "Large"))) {
            for (var year : new int[] {2019, 2020}) {
                for (var answer : List.of("Yes", "No")) figures.add(figure(answer, band, year, 30.0, null));
            }
        }
        var plot = plots(figures.toArray(Figure[]::new)).getFirst();

        assertThat(plot.panels()).hasSize(2);
        var text = PlotDrawing.file(plot);
        assertThat(text)
                .contains("stroke-dasharray")
                .contains("Large")
                .contains(">Yes<")
                .contains(">No<");
        assertThat(xml(text).getElementsByTagName("polyline").getLength()).isEqualTo(2 * 2 + 2);
    }

    @Test
    void drawsBarsOfOneYearAndEscapesWords() throws Exception {
        var plot = plots(figure("<b>", ALL, 2020, 40.0, 50), figure("B", ALL, 2020, null, 20))
                .getFirst();

        assertThat(plot.kind()).isEqualTo(Kind.BARS);
        var svg = xml(PlotDrawing.file(plot));
        assertThat(count(svg, "bar")).isEqualTo(1);
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("Question <1> & \"more\" (2020)");
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).contains("<b> 40 %; B no figure");
        assertThat(PlotDrawing.inline(plot, "t"))
                .contains("role=\"img\"")
                .contains("aria-describedby=\"t\"")
                .doesNotContain("<title");
    }

    @Test
    void showsSizesAsBarsWhenNothingElseDiffers() {
        var plot = plots(figure("A", ALL, null, null, 686), figure("A", Bilingual.of("大", "Large"), null, null, 139))
                .getFirst();

        assertThat(plot.panels()).hasSize(1);
        assertThat(plot.title()).contains("year not stated");
        assertThat(plot.rows()).extracting(row -> row.point().label()).containsExactly("All", "Large");
    }

    @Test
    void endsTheScaleOfCountsAtARoundNumber() {
        assertThat(counted(0).top()).isEqualTo(4);
        assertThat(counted(7).top()).isEqualTo(8);
        assertThat(counted(21).top()).isEqualTo(40);
        assertThat(counted(1234).top()).isEqualTo(2000);
    }

    private static Plot counted(double value) {
        var point = new Plot.Point("a", value, "x", null, null);
        var panels = List.of(new Plot.Panel("", List.of(new Plot.Series("", List.of(point)))));
        return new Plot("k", "T", Kind.BARS, Unit.COUNT, "", "l", panels, null, null);
    }

    private static List<Plot> plots(Figure... figures) {
        var words = new ResourceBundleMessageSource();
        words.setBasename("messages/research");
        words.setDefaultEncoding("UTF-8");
        words.setFallbackToSystemLocale(false);
        var survey = new Survey(
                UUID.randomUUID(), "s", "s.csv", "0", Survey.State.PREVIEW, "x", Instant.EPOCH, null, List.of(figures));
        return new SurveyPlots(words).of(survey, Locale.ENGLISH);
    }

    private static Figure figure(
            String answer, Bilingual band, @Nullable Integer year, @Nullable Double share, @Nullable Integer n) {
        var value = share == null ? null : new Share(share, Precision.EXACT);
        return new Figure(QUESTION, new Bilingual("", answer), band, year, n, value, null, null);
    }

    private static long count(Document svg, String kind) {
        var all = svg.getElementsByTagName("*");
        var count = 0;
        for (var n = 0; n < all.getLength(); n++) {
            var attribute = all.item(n).getAttributes().getNamedItem("class");
            if (attribute != null && (" " + attribute.getNodeValue() + " ").contains(" " + kind + " ")) count++;
        }
        return count;
    }

    private static Document xml(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}

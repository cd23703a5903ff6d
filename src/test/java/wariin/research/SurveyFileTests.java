package wariin.research;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import wariin.research.Share.Precision;
import wariin.research.SurveyFile.Reading.Faulty;
import wariin.research.SurveyFile.Reading.Good;

class SurveyFileTests {

    private static final String HEAD = "question,class,size_band,year,n,share\n";

    @Test
    void readsTheShippedFiguresAsTheSourceGivesThem() throws IOException {
        try (var file = getClass().getResourceAsStream("/research/it-report.csv")) {
            var figures = ((Good) SurveyFile.read(file.readAllBytes())).figures();

            assertThat(figures).hasSize(10);
            assertThat(figures)
                    .filteredOn(figure -> figure.year() != null)
                    .extracting(figure -> figure.year() + "=" + figure.share().percent())
                    .containsExactly("2015=53.9", "2016=56.5", "2017=65.6");
            assertThat(figures)
                    .extracting(Figure::n)
                    .filteredOn(n -> n != null)
                    .containsExactly(686, 223, 168, 156, 139);
            assertThat(figures).extracting(figure -> figure.source().en()).containsOnly("JIPDEC IT-Report");
        }
    }

    @Test
    void takesOverAboutAndNoFigure() {
        var figures = good(HEAD + "Q,A,All,2020,,>40\nQ,B,All,2020,,~70 %\nQ,C,All,2020,100,N/A\nQ,D,All,,,12.25\n");

        assertThat(figures)
                .extracting(Figure::share)
                .containsExactly(
                        new Share(40, Precision.OVER),
                        new Share(70, Precision.ABOUT),
                        null,
                        new Share(12.25, Precision.EXACT));
    }

    @Test
    void takesColumnsInAnyOrderAndBothLanguages() {
        var figures = good("share,n,year,size_band,class_ja,class,question,question_ja\n50,10,2020,All,はい,Yes,Q,問\n");

        assertThat(figures.getFirst().answer().ja()).isEqualTo("はい");
        assertThat(figures.getFirst().band().ja()).isEqualTo("All");
    }

    @Test
    void saysOfEachWrongRowWhatIsWrong() {
        var faults = faults(HEAD + "Q,A,All,2020,10,120\nQ,A,All,99,10,5\nQ,A,All,2020,0,5\n,A,All,2020,1,5\n"
                + "Q,A,All,2020,1\nQ,B,All,2020,1,5\nQ,B,All,2020,2,6\n");

        assertThat(faults)
                .containsExactly(
                        new SurveyFault(2, "share", "120"),
                        new SurveyFault(3, "year", "99"),
                        new SurveyFault(4, "n", "0"),
                        new SurveyFault(5, "text-missing", "question"),
                        new SurveyFault(6, "width", "5 / 6"),
                        new SurveyFault(8, "twice", "Q"));
    }

    @Test
    void saysWhatIsWrongWithTheFile() {
        assertThat(faults("question,class,size_band,year,n\n"))
                .containsExactly(new SurveyFault(1, "column-missing", "share"));
        assertThat(faults(HEAD.replace(",n,", ",n,colour,")))
                .containsExactly(new SurveyFault(1, "column-unknown", "colour"));
        assertThat(faults(HEAD)).containsExactly(new SurveyFault(0, "empty", ""));
        assertThat(faults("")).containsExactly(new SurveyFault(0, "empty", ""));
        assertThat(faults(HEAD + "\"open,A\n")).containsExactly(new SurveyFault(0, "csv", ""));
        var shiftJis = (HEAD + "質問,回答,全体,2020,1,5\n").getBytes(Charset.forName("windows-31j"));
        assertThat(((Faulty) SurveyFile.read(shiftJis)).faults()).containsExactly(new SurveyFault(0, "utf8", ""));
        assertThat(faults(
                        "question,question_ja,class,size_band,year,n,share\nQ,問,A,All,1990,1,5\nQ,質,B,All,1990,1,5\n"))
                .containsExactly(new SurveyFault(3, "translation", "質"));
    }

    private static List<Figure> good(String text) {
        return ((Good) SurveyFile.read(text.getBytes(StandardCharsets.UTF_8))).figures();
    }

    private static List<SurveyFault> faults(String text) {
        return ((Faulty) SurveyFile.read(text.getBytes(StandardCharsets.UTF_8))).faults();
    }
}

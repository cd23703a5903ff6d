package wariin.register.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import wariin.register.RegistrationNumber;

class PicturesTests {

    private static final String NASTY = "<b a=\"1\">&'\u0000\uFFFE";

    @Test
    void areWellFormedWhateverThePartsAreCalled() throws Exception {
        var scope = new ScopePicture(NASTY, NASTY, List.of(NASTY), List.of(NASTY, NASTY, NASTY), NASTY, List.of(NASTY));

        assertThat(parsed(scope.svg())).isEqualTo("svg");
        assertThat(scope.svg()).doesNotContain("<b ");
        assertThat(parsed(MarkPicture.registered(RegistrationNumber.of("JTS-CA-0001(1)"))))
                .isEqualTo("svg");
        assertThat(parsed(MarkPicture.notRegistered())).isEqualTo("svg");
    }

    @Test
    void drawOnlyWhatThereIs() {
        var scope = new ScopePicture("Web sites", "Assessed: names.", List.of(), List.of("Names"), "", List.of());

        assertThat(scope.svg())
                .contains("aria-label=\"Assessed: names.\"", ">Names<")
                .doesNotContain("remote", "link");
    }

    @Test
    void breakLongLabelsInTwo() {
        assertThat(ScopePicture.broken("Time-stamping authority", 9)).containsExactly("Time-stamping", "authority");
        assertThat(ScopePicture.broken("電子証明書取扱業務", 6)).containsExactly("電子証明書取", "扱業務");
        assertThat(ScopePicture.broken("発行局", 6)).containsExactly("発行局");
        assertThat(ScopePicture.broken("Unbreakablelongword", 3)).containsExactly("Unbreakablelongword");
    }

    private static String parsed(String svg) throws Exception {
        var source = new InputSource(new StringReader(svg));
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(source)
                .getDocumentElement()
                .getTagName();
    }
}

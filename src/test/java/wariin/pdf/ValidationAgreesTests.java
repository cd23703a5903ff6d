package wariin.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wariin.validation.Level;
import wariin.validation.SignatureValidation;
import wariin.validation.Trust;
import wariin.validation.Verdict;

/// EU DSS, through the validation module, as the judge of what is made here.
class ValidationAgreesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pdftex-1.4",
                "pdftex-1.5-object-streams",
                "libreoffice-writer-pdfa0",
                "libreoffice-writer-pdfa1",
                "chromium-skia",
                "pdf-lib-form-table",
                "pdftk-rotated",
                "qpdf-linearized-object-streams",
                "qpdf-2.0"
            })
    void isTotalPassedAtLta(String name) throws Exception {
        var upload = Files.readAllBytes(Path.of("src/test/resources/pdf", name + ".pdf"));
        var places = List.of(new FieldPlace("甲", 0, 60, 60, 80, 80), new FieldPlace("乙", 0, 260, 60, 80, 80));
        var signing = new Signing(ByteSource.of(upload), places);
        signing.sign(0, Signing.PKI.signer, true, false);
        signing.sign(1, Signing.PKI.rsaSigner(), false, true);
        signing.stamp();

        var report = SignatureValidation.offline(Clock.systemUTC())
                .validate(signing.bytes(), Trust.in(Signing.PKI.root.certificate()));

        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.TOTAL_PASSED);
        assertThat(report.signatures()).hasSize(2).allMatch(signature -> signature.level() == Level.B_LTA);
    }
}

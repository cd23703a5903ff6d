package wariin.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReadingTests {

    private static final Charset SHIFT_JIS = Charset.forName("windows-31j");

    @TempDir
    Path folder;

    private final FileReading reading = new FileReading();

    @Test
    void readsBothCharactersSetsWithMarkAndPacked() throws IOException {
        var file = new SampleCompanyFile().open(1, "見本髙﨑①", "2026-01-01").open(2, "見本\"商事", "2026-01-02");
        var plain = file.csv().readAllBytes();
        var marked = new byte[plain.length + 3];
        System.arraycopy(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, 0, marked, 0, 3);
        System.arraycopy(plain, 0, marked, 3, plain.length);

        assertThat(names(file.csv())).containsExactly("見本髙﨑①", "見本\"商事");
        assertThat(names(new ByteArrayInputStream(marked))).containsExactly("見本髙﨑①", "見本\"商事");
        assertThat(names(file.csv(SHIFT_JIS))).containsExactly("見本髙﨑①", "見本\"商事");
        assertThat(names(file.zip(SHIFT_JIS))).containsExactly("見本髙﨑①", "見本\"商事");
        assertThat(names(file.zip(StandardCharsets.UTF_8))).containsExactly("見本髙﨑①", "見本\"商事");
    }

    @Test
    void rejectsWhatCannotBeBelievedWithItsPlaceAndReason() throws IOException {
        var wrong = CorporateNumber.sample(7).value().replaceFirst(".", "1");
        var good = new SampleCompanyFile().open(7, "見本", "2026-01-01");
        var line = new String(good.csv().readAllBytes(), StandardCharsets.UTF_8).strip();
        var file = new SampleCompanyFile();
        for (var n = 1; n <= 8; n++) file.open(n, "見本", "2026-01-01");
        file.line("1,2,3")
                .line(line.replace(CorporateNumber.sample(7).value(), wrong))
                .line(line.replace("2026-01-01", "2026-02-30"))
                .line(line.replace("\"見本\"", "\"\""))
                .line(line.replace("\"01\"", "\"21\""))
                .line(line.replace("\"01\"", "\"55\""))
                .line(line.replace("見本町", "\uFFFD"));

        assertThat(names(file.csv())).hasSize(8);

        assertThat(reading.faults())
                .containsExactly(
                        new RowFault(9, "columns", "3"),
                        new RowFault(10, "number", wrong),
                        new RowFault(11, "date", "2026-02-30"),
                        new RowFault(12, "name", ""),
                        new RowFault(13, "closed", ""),
                        new RowFault(14, "process", "55"),
                        new RowFault(15, "letters", "\uFFFD1番7号"));
        assertThat(reading.rejected()).isEqualTo(7);
        assertThat(reading.rows()).isEqualTo(15);
    }

    @Test
    void refusesAFileThatIsMostlyWrong() {
        var file =
                new SampleCompanyFile().open(1, "見本", "2026-01-01").line("a,b").line("c,d");

        assertThatThrownBy(() -> names(file.csv())).hasMessage("mostly-wrong");
    }

    @Test
    void refusesAnEmptyFileAndOneThatIsNone() {
        assertThatThrownBy(() -> names(InputStream.nullInputStream())).hasMessage("empty");
        assertThatThrownBy(() -> names(new ByteArrayInputStream(new byte[] {'P', 'K', 3, 4, 0, 0})))
                .hasMessage("zip");
        assertThatThrownBy(() -> names(new ByteArrayInputStream(new byte[5000])))
                .hasMessage("mostly-wrong");
    }

    @Test
    void refusesAZipThatWasCut() throws IOException {
        var file = new SampleCompanyFile();
        for (var n = 1; n <= 3000; n++) file.open(n, "見本" + n * 31, "2026-01-01");
        var zip = file.zip(StandardCharsets.UTF_8).readAllBytes();

        assertThatThrownBy(() -> names(new ByteArrayInputStream(zip, 0, zip.length / 2)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void endsAtAQuotationMarkThatIsNeverClosed() {
        var file = new SampleCompanyFile().open(1, "見本", "2026-01-01").line("\"open");
        for (var n = 1; n <= 15_000; n++) file.line("x,".repeat(40) + n);

        assertThatThrownBy(() -> names(file.csv())).hasMessage("quote");
    }

    @Test
    void holdsNoDayThatDoesNotExist() {
        assertThat(FileDates.isDate("2024-02-29")).isTrue();
        assertThat(FileDates.isDate("2023-02-29")).isFalse();
        assertThat(FileDates.isDate("2023-13-01")).isFalse();
        assertThat(FileDates.isDate("2023-1-01")).isFalse();
        assertThat(FileDates.inName("00_zenkoku_all_20261031.zip")).hasToString("Optional[2026-10-31]");
        assertThat(FileDates.inName("diff_20261331.csv")).isEmpty();
    }

    private List<String> names(InputStream content) throws IOException {
        var path = Files.createTempFile(folder, "x", ".csv");
        Files.write(path, content.readAllBytes());
        var names = new ArrayList<String>();
        try (var file = CompanyFile.open(path)) {
            reading.read(file.reader(), (_, fields) -> names.add(FileColumn.NAME.of(fields)));
        }
        return names;
    }
}

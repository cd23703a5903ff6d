package wariin.register.web;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// A table as a file that spreadsheets open without asking for its encoding (RFC 4180, UTF-8 with a byte order mark).
final class Csv {

    private Csv() {}

    static ResponseEntity<byte[]> file(String name, List<? extends List<String>> rows) {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/csv;charset=UTF-8"))
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .body(("\uFEFF" + text(rows)).getBytes(StandardCharsets.UTF_8));
    }

    static String text(List<? extends List<String>> rows) {
        var text = new StringWriter();
        try (var printer = CSVFormat.RFC4180.print(text)) {
            for (var row : rows) printer.printRecord(row.stream().map(Csv::harmless));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /// A spreadsheet must not take what a provider called itself for a formula.
    private static String harmless(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}

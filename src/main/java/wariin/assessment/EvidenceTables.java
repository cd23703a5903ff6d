package wariin.assessment;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Criteria and evidence as tables (RFC 4180, with a mark that it is UTF-8).
final class EvidenceTables {

    private EvidenceTables() {}

    static String items(AssessmentSheet sheet) {
        var rows = sheet.rows().stream()
                .map(row -> row(
                        row.id(),
                        row.criterion().title().ja(),
                        row.criterion().title().en(),
                        row.item().result().name(),
                        String.valueOf(row.item().declared()),
                        String.valueOf(row.evidence().size()),
                        String.valueOf(row.openFindings())));
        var head = row("criterion", "title_ja", "title_en", "result", "declared", "evidence", "open_findings");
        return table(head, rows);
    }

    static String evidence(List<EvidenceLink> links) {
        var rows = links.stream()
                .map(link -> row(
                        link.criterion(),
                        link.item().id().toString(),
                        link.item().title(),
                        link.place(),
                        link.item().file().name(),
                        String.valueOf(link.item().file().length()),
                        link.item().file().sha256(),
                        link.item().evidenceDate().toString(),
                        link.item().uploadedAt().toString(),
                        String.valueOf(link.superseded())));
        var head = row(
                "criterion",
                "evidence",
                "title",
                "place",
                "file_name",
                "length",
                "sha256",
                "evidence_date",
                "uploaded_at",
                "superseded");
        return table(head, rows);
    }

    private static String table(String head, Stream<String> rows) {
        return Stream.concat(Stream.of(head), rows).collect(Collectors.joining("\r\n", "\uFEFF", "\r\n"));
    }

    private static String row(String... cells) {
        return Stream.of(cells).map(EvidenceTables::cell).collect(Collectors.joining(","));
    }

    /// A cell that no spreadsheet takes for a formula.
    private static String cell(String text) {
        var harmless = text.matches("(?s)^[=+\\-@\\t\\r].*") ? "'" + text : text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}

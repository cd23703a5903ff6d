package wariin.procurement;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import wariin.site.Bilingual;

/// Reads the certificate records of the CCADB (AllCertificateRecordsCSVFormat, versions 2 to 5) row by row.
final class CcadbFile {

    private static final int MOST_ROWS = 200_000;
    private static final String FINGERPRINT = "SHA-256 Fingerprint";
    private static final List<String> NEEDED = List.of(
            FINGERPRINT,
            "CA Owner",
            "Certificate Name",
            "Certificate Record Type",
            "Revocation Status",
            "Standard Audit Type",
            "Standard Audit Statement Date",
            "Standard Audit Period Start Date",
            "Standard Audit Period End Date");

    /// What became of reading a file.
    sealed interface Reading {

        record Read(Ccadb ccadb) implements Reading {}

        record Wrong(Bilingual sentence) implements Reading {}
    }

    private CcadbFile() {}

    static Reading read(InputStream file) {
        var digest = sha256();
        var in = new DigestInputStream(new BufferedInputStream(file, 1 << 16), digest);
        var format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (var rows = format.parse(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            var header = header(rows.getHeaderNames());
            for (var column : NEEDED) {
                if (!header.containsKey(column)) return missing(column);
            }
            var reader = new Rows(header);
            for (var row : rows) {
                if (rows.getRecordNumber() > MOST_ROWS) return tooLong();
                if (!reader.add(row)) return broken(rows.getCurrentLineNumber());
            }
            in.transferTo(java.io.OutputStream.nullOutputStream());
            if (reader.byFingerprint.isEmpty()) return empty();
            var sha256 = HexFormat.of().formatHex(digest.digest());
            return new Reading.Read(new Ccadb(sha256, reader.count, reader.linked()));
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException broken) {
            return new Reading.Wrong(Bilingual.of(
                    "このファイルはCSVとして読めません。CCADBから取得したファイルをそのまま選んでください。",
                    "This file cannot be read as CSV: choose the file as it came from the CCADB."));
        }
    }

    private static Map<String, Integer> header(List<String> names) {
        var header = new HashMap<String, Integer>();
        for (var n = 0; n < names.size(); n++) {
            var name = names.get(n)
                    .replace("\uFEFF", "")
                    .replace("\"", "")
                    .replace("?", "")
                    .strip();
            header.putIfAbsent(name, n);
        }
        return header;
    }

    /// Collects rows; a parent may stand below its child and may be named by fingerprint or by record.
    private static final class Rows {
        private final Map<String, Integer> header;
        private final Map<String, Ccadb.Row> byFingerprint = new HashMap<>();
        private final Map<String, String> fingerprintOfRecord = new HashMap<>();
        private int count;

        Rows(Map<String, Integer> header) {
            this.header = header;
        }

        /// False for a row that has no fingerprint or fewer columns than it needs.
        boolean add(CSVRecord row) {
            count++;
            var fingerprint = hex(cell(row, FINGERPRINT));
            if (!fingerprint.matches("[0-9a-f]{64}")) return false;
            var parent = hex(cell(row, "Parent SHA-256 Fingerprint"));
            var record = cell(row, "Salesforce Record ID");
            if (!record.isEmpty()) fingerprintOfRecord.put(record, fingerprint);
            var parentRecord = cell(row, "Parent Salesforce Record ID");
            var above = !parent.isEmpty() ? parent : parentRecord.isEmpty() ? null : "record:" + parentRecord;
            var status = cell(row, "Revocation Status").toLowerCase(Locale.ROOT);
            byFingerprint.put(
                    fingerprint,
                    new Ccadb.Row(
                            fingerprint,
                            cell(row, "Certificate Name"),
                            cell(row, "CA Owner"),
                            above,
                            !status.isEmpty() && !status.equals("not revoked"),
                            cell(row, "Audits Same as Parent").equalsIgnoreCase("true"),
                            audit(row)));
            return true;
        }

        private Ccadb.@Nullable Audit audit(CSVRecord row) {
            var type = cell(row, "Standard Audit Type");
            if (type.isEmpty()) return null;
            return new Ccadb.Audit(
                    Ccadb.Criteria.of(type),
                    type,
                    date(cell(row, "Standard Audit Statement Date")),
                    date(cell(row, "Standard Audit Period Start Date")),
                    date(cell(row, "Standard Audit Period End Date")));
        }

        Map<String, Ccadb.Row> linked() {
            byFingerprint.replaceAll((_, row) ->
                    row.parent() == null || !row.parent().startsWith("record:")
                            ? row
                            : new Ccadb.Row(
                                    row.fingerprint(),
                                    row.name(),
                                    row.owner(),
                                    fingerprintOfRecord.get(row.parent().substring("record:".length())),
                                    row.revoked(),
                                    row.auditsOfParent(),
                                    row.audit()));
            return byFingerprint;
        }

        private String cell(CSVRecord row, String column) {
            var index = header.get(column);
            return index == null || index >= row.size() ? "" : row.get(index).strip();
        }

        private static String hex(String text) {
            return text.replace(":", "").toLowerCase(Locale.ROOT);
        }

        private static @Nullable LocalDate date(String text) {
            try {
                return text.isEmpty()
                        ? null
                        : LocalDate.parse(text.replace('.', '-').replace('/', '-'));
            } catch (DateTimeParseException _) {
                return null;
            }
        }
    }

    private static Reading missing(String column) {
        return new Reading.Wrong(Bilingual.of(
                "CCADBの証明書レコードのファイルではありません。列「%s」がありません。".formatted(column),
                "This is not the CCADB's file of certificate records: the column \"%s\" is missing."
                        .formatted(column)));
    }

    private static Reading broken(long line) {
        return new Reading.Wrong(Bilingual.of(
                "%d行目に証明書のSHA-256ハッシュ値がありません。".formatted(line),
                "Line %d has no SHA-256 fingerprint of a certificate.".formatted(line)));
    }

    private static Reading empty() {
        return new Reading.Wrong(Bilingual.of("このファイルには証明書が一つもありません。", "This file has no certificate in it."));
    }

    private static Reading tooLong() {
        return new Reading.Wrong(Bilingual.of(
                "行が多すぎます(%d行まで)。".formatted(MOST_ROWS), "The file has more than %d rows.".formatted(MOST_ROWS)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}

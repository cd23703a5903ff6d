package wariin.procurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CcadbFileTests {

    static final List<String> COLUMNS = columns();

    /// As the real file has it: 89 columns, of which we read a dozen.
    private static List<String> columns() {
        var columns = new ArrayList<>(List.of(
                "CA Owner",
                "Salesforce Record ID",
                "Certificate Name",
                "Parent Salesforce Record ID",
                "Certificate Record Type",
                "Revocation Status",
                "SHA-256 Fingerprint",
                "Audits Same as Parent",
                "Standard Audit URL",
                "Standard Audit Type",
                "Standard Audit Statement Date",
                "Standard Audit Period Start Date",
                "Standard Audit Period End Date"));
        while (columns.size() < 89) columns.add("Column " + columns.size());
        return columns;
    }

    static String row(String fingerprint) {
        return row(
                "rec-" + fingerprint.substring(0, 8),
                "",
                fingerprint,
                "Not Revoked",
                "FALSE",
                "WebTrust",
                "2026.03.31");
    }

    static String row(
            String record, String parent, String fingerprint, String revoked, String same, String audit, String end) {
        var cells = new ArrayList<>(List.of(
                "Owner, Inc.",
                record,
                "Some \"\"CA\"\"",
                parent,
                "Root Certificate",
                revoked,
                fingerprint.toUpperCase(java.util.Locale.ROOT),
                same,
                "https://x/",
                audit,
                audit.isEmpty() ? "" : "2026.06.01",
                audit.isEmpty() ? "" : "2025.04.01",
                audit.isEmpty() ? "" : end));
        while (cells.size() < 89) cells.add("line\nbreak");
        return "\"" + String.join("\",\"", cells) + "\"\r\n";
    }

    static byte[] file(String... rows) {
        var header = "\"" + String.join("\",\"", COLUMNS) + "\"\r\n";
        return (header + String.join("", rows)).getBytes(StandardCharsets.UTF_8);
    }

    private static CcadbFile.Reading read(byte[] file) {
        return CcadbFile.read(new ByteArrayInputStream(file));
    }

    @Test
    void readsAuditsByFingerprint() {
        var read = (CcadbFile.Reading.Read) read(file(row("ab".repeat(32))));

        var row = read.ccadb().find("ab".repeat(32)).orElseThrow();
        assertThat(row.owner()).isEqualTo("Owner, Inc.");
        assertThat(row.name()).isEqualTo("Some \"CA\"");
        assertThat(row.revoked()).isFalse();
        assertThat(read.ccadb().audit(row)).hasValueSatisfying(audit -> {
            assertThat(audit.criteria()).isEqualTo(Ccadb.Criteria.WEBTRUST);
            assertThat(audit.end()).isEqualTo("2026-03-31");
        });
    }

    @Test
    void followsAnAuditToTheParentWhereverItStands() {
        var child = row("b", "a", "bb".repeat(32), "Not Revoked", "TRUE", "", "");
        var parent = row("a", "", "aa".repeat(32), "Not Revoked", "FALSE", "ETSI EN 319 411", "2026.03.31");
        var loop = row("c", "c", "cc".repeat(32), "Parent Cert Revoked", "TRUE", "", "");
        var read = ((CcadbFile.Reading.Read) read(file(child, parent, loop))).ccadb();

        assertThat(read.audit(read.find("bb".repeat(32)).orElseThrow())
                        .orElseThrow()
                        .criteria())
                .isEqualTo(Ccadb.Criteria.ETSI);
        assertThat(read.audit(read.find("cc".repeat(32)).orElseThrow())).isEmpty();
        assertThat(read.find("cc".repeat(32)).orElseThrow().revoked()).isTrue();
    }

    @Test
    void saysInOneSentenceWhatIsWrong() {
        var bomb = "\"" + "a,".repeat(100);
        for (var wrong : List.of("", "a,b,c\n1,2,3\n", "<html></html>", bomb, "\0\0\0")) {
            assertThat(read(wrong.getBytes(StandardCharsets.UTF_8)))
                    .as(wrong)
                    .isInstanceOfSatisfying(CcadbFile.Reading.Wrong.class, told -> {
                        assertThat(told.sentence().en()).endsWith(".");
                        assertThat(told.sentence().ja()).endsWith("。");
                    });
        }
        assertThat(read(file(row("zz".repeat(32))))).isInstanceOf(CcadbFile.Reading.Wrong.class);
        assertThat(read(file())).isInstanceOf(CcadbFile.Reading.Wrong.class);
    }

    @Test
    void givesTheSameHashForTheSameFile() {
        var file = file(row("ab".repeat(32)));

        assertThat(((CcadbFile.Reading.Read) read(file)).ccadb().sha256()).isEqualTo(ListFiles.sha256(file));
    }

    @Test
    void readsTenThousandRowsInSeconds() {
        var rows = IntStream.range(0, 10_000)
                .mapToObj(n -> row("%064x".formatted(n)))
                .toArray(String[]::new);
        var file = file(rows);
        var began = System.nanoTime();

        var read = (CcadbFile.Reading.Read) read(file);

        assertThat(read.ccadb().rows()).isEqualTo(10_000);
        var millis = (System.nanoTime() - began) / 1_000_000;
        System.out.println("CCADB: %d bytes, 10,000 rows in %d ms".formatted(file.length, millis));
        assertThat(millis).isLessThan(5000);
    }
}

package wariin.ra.bulk;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import wariin.company.CorporateNumber;
import wariin.ra.evidence.EvidenceMethod;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.refusal.RegistrationRefusal.BadField;
import wariin.ra.refusal.RegistrationRefusal.Plain;
import wariin.ra.request.KeyOrigin;
import wariin.ra.request.Registrant;
import wariin.ra.request.RequestDraft;

/// Reads a table of requests: UTF-8 with or without a mark, or Shift_JIS as Japanese spreadsheets write it.
final class BulkTable {

    /// One row: a draft with what the officer says was verified, or why it is none.
    ///
    /// @param number of the row, the heading being 1
    record Row(
            int number,
            String label,
            @Nullable RequestDraft draft,
            @Nullable EvidenceMethod method,
            @Nullable RegistrationRefusal refusal) {}

    /// What came of the file.
    sealed interface Reading {
        record Fine(List<Row> rows) implements Reading {}

        record Bad(RegistrationRefusal reason) implements Reading {}
    }

    private static final Charset JAPANESE = Charset.forName("windows-31j");
    private static final String MARK = "\uFEFF";

    /// The heading as the template has it, and in Japanese.
    private static final List<String> COLUMNS = List.of(
            "profile",
            "surname",
            "given_name",
            "pseudonym",
            "title",
            "corporate_number",
            "organisation",
            "email",
            "dns_names",
            "validity_days",
            "evidence",
            "certification_request");
    private static final Map<String, String> JAPANESE_COLUMNS = Map.ofEntries(
            Map.entry("種別", "profile"),
            Map.entry("姓", "surname"),
            Map.entry("名", "given_name"),
            Map.entry("仮名", "pseudonym"),
            Map.entry("役職", "title"),
            Map.entry("法人番号", "corporate_number"),
            Map.entry("法人名", "organisation"),
            Map.entry("メールアドレス", "email"),
            Map.entry("ホスト名", "dns_names"),
            Map.entry("有効日数", "validity_days"),
            Map.entry("確認方法", "evidence"),
            Map.entry("証明書署名要求", "certification_request"));
    private static final List<String> NEEDED = List.of("profile", "corporate_number", "organisation");

    private BulkTable() {}

    static String template() {
        return MARK
                + String.join(",", COLUMNS)
                + "\r\nmail-sponsor/1,山田,太郎,,,1234567890123,見本株式会社,taro@example.co.jp,,365,employer-record,"
                + "\r\n";
    }

    static Reading read(byte[] file, int most) {
        var text = text(file);
        if (text.isEmpty()) return new Reading.Bad(Plain.NOT_A_TABLE);
        var rows = new ArrayList<Row>();
        try (var parser =
                CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get().parse(new StringReader(text.get()))) {
            Map<String, Integer> places = null;
            for (var line : parser) {
                if (places == null) {
                    places = places(line);
                    if (!places.keySet().containsAll(NEEDED)) return new Reading.Bad(Plain.NOT_A_TABLE);
                    continue;
                }
                if (rows.size() == most) return new Reading.Bad(Plain.TOO_MANY_ROWS);
                rows.add(row(rows.size() + 2, line, places));
            }
        } catch (IOException | IllegalStateException | java.io.UncheckedIOException notCsv) {
            return new Reading.Bad(Plain.NOT_A_TABLE);
        }
        return rows.isEmpty() ? new Reading.Bad(Plain.NOT_A_TABLE) : new Reading.Fine(rows);
    }

    /// Strictly: a byte that is none of an encoding's is a sign that it is the other one.
    private static Optional<String> text(byte[] file) {
        for (var charset : List.of(StandardCharsets.UTF_8, JAPANESE)) {
            try {
                var text = charset.newDecoder().decode(ByteBuffer.wrap(file)).toString();
                if (text.indexOf('\u0000') >= 0) return Optional.empty();
                return Optional.of(text.startsWith(MARK) ? text.substring(1) : text);
            } catch (CharacterCodingException another) {
                continue;
            }
        }
        return Optional.empty();
    }

    private static Map<String, Integer> places(CSVRecord heading) {
        var places = new HashMap<String, Integer>();
        for (var n = 0; n < heading.size(); n++) {
            var name = heading.get(n).strip();
            var column = JAPANESE_COLUMNS.getOrDefault(name, name.toLowerCase(Locale.ROOT));
            if (COLUMNS.contains(column)) places.putIfAbsent(column, n);
        }
        return places;
    }

    private static Row row(int number, CSVRecord line, Map<String, Integer> places) {
        var cells = new HashMap<String, String>();
        places.forEach((column, place) -> {
            if (place < line.size()) cells.put(column, line.get(place).strip());
        });
        var label = label(cells);
        try {
            return new Row(number, label, draft(cells), method(cells), null);
        } catch (IllegalArgumentException bad) {
            return new Row(number, label, null, null, new BadField(String.valueOf(bad.getMessage())));
        }
    }

    private static RequestDraft draft(Map<String, String> cells) {
        var hosts = List.of(cell(cells, "dns_names").split("[\\s;]+")).stream()
                .filter(host -> !host.isEmpty())
                .toList();
        var registrant = new Registrant(
                "",
                some(cells, "given_name"),
                some(cells, "surname"),
                some(cells, "pseudonym"),
                some(cells, "title"),
                number(cell(cells, "corporate_number")),
                cell(cells, "organisation"),
                some(cells, "email"),
                hosts);
        var request = cell(cells, "certification_request");
        return new RequestDraft(
                cell(cells, "profile"),
                registrant,
                request.isEmpty() ? KeyOrigin.PICK_UP : KeyOrigin.REQUEST,
                request.isEmpty() ? null : request.getBytes(StandardCharsets.US_ASCII),
                validity(cell(cells, "validity_days")));
    }

    private static CorporateNumber number(String text) {
        try {
            return CorporateNumber.of(text);
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException("corporate_number");
        }
    }

    private static @Nullable Duration validity(String days) {
        if (days.isEmpty()) return null;
        if (!days.matches("[1-9][0-9]{0,3}")) throw new IllegalArgumentException("validity_days");
        return Duration.ofDays(Integer.parseInt(days));
    }

    /// What the officer verified before filling in the table; a mailbox is verified by the mailbox only.
    private static @Nullable EvidenceMethod method(Map<String, String> cells) {
        var text = cell(cells, "evidence");
        if (text.isEmpty()) return null;
        for (var method : EvidenceMethod.values()) {
            if (method.key().equals(text) && !method.byMachine()) return method;
        }
        throw new IllegalArgumentException("evidence");
    }

    private static String label(Map<String, String> cells) {
        var name = (cell(cells, "surname") + " " + cell(cells, "given_name") + cell(cells, "pseudonym")).strip();
        var what = name.isEmpty() ? cell(cells, "dns_names") + cell(cells, "email") : name + " " + cell(cells, "email");
        var plain = what.replaceAll("\\p{Cntrl}+", " ").strip();
        return plain.substring(0, Math.min(plain.length(), 200));
    }

    private static String cell(Map<String, String> cells, String column) {
        return cells.getOrDefault(column, "");
    }

    private static @Nullable String some(Map<String, String> cells, String column) {
        var text = cell(cells, column);
        return text.isEmpty() ? null : text;
    }
}

package wariin.research;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import wariin.research.Share.Precision;
import wariin.site.Bilingual;

/// A survey as CSV with a header: question, class, size_band, year, n, share; further columns are optional.
/// One wrong row refuses the file: half a survey would mislead.
final class SurveyFile {

    /// What a reading gave.
    sealed interface Reading {
        record Good(List<Figure> figures) implements Reading {}

        record Faulty(List<SurveyFault> faults) implements Reading {}
    }

    static final int LARGEST = 1 << 20;
    private static final int MOST_ROWS = 5000;
    private static final int MOST_FAULTS = 50;
    private static final int LONGEST = 300;
    private static final List<String> NEEDED = List.of("question", "class", "size_band", "year", "n", "share");
    private static final Set<String> OPTIONAL =
            Set.of("question_ja", "class_ja", "size_band_ja", "note", "note_ja", "source", "source_ja");
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setTrim(true).get();

    private final List<SurveyFault> faults = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, String> translations = new HashMap<>();
    private final Set<List<Object>> seen = new HashSet<>();

    private SurveyFile() {}

    static Reading read(byte[] content) {
        var file = new SurveyFile();
        try {
            file.rows(decode(content));
        } catch (CharacterCodingException notUtf8) {
            file.fault(0, "utf8", "");
        } catch (IOException | UncheckedIOException broken) {
            file.fault(0, "csv", "");
        }
        if (file.faults.isEmpty() && file.figures.isEmpty()) file.fault(0, "empty", "");
        return file.faults.isEmpty()
                ? new Reading.Good(List.copyOf(file.figures))
                : new Reading.Faulty(List.copyOf(file.faults));
    }

    private static String decode(byte[] content) throws CharacterCodingException {
        var text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private void rows(String text) throws IOException {
        if (text.indexOf('\u0000') >= 0) throw new CharacterCodingException();
        try (var parser = FORMAT.parse(new StringReader(text))) {
            for (var row : parser) {
                if (row.getRecordNumber() == 1) header(row);
                else if (row.getRecordNumber() > MOST_ROWS + 1) fault(0, "many", String.valueOf(MOST_ROWS));
                else figure(row);
                if (columns.isEmpty() || faults.size() >= MOST_FAULTS) return;
            }
        }
    }

    private void header(CSVRecord row) {
        for (var n = 0; n < row.size(); n++) {
            var name = row.get(n).toLowerCase(Locale.ROOT).replace(' ', '_');
            if (!NEEDED.contains(name) && !OPTIONAL.contains(name)) fault(1, "column-unknown", row.get(n));
            else if (columns.put(name, n) != null) fault(1, "column-twice", name);
        }
        for (var name : NEEDED) if (!columns.containsKey(name)) fault(1, "column-missing", name);
        if (!faults.isEmpty()) columns.clear();
    }

    private void figure(CSVRecord row) {
        var number = row.getRecordNumber();
        var before = faults.size();
        if (row.size() != columns.size()) {
            fault(number, "width", row.size() + " / " + columns.size());
            return;
        }
        for (var field : row) if (field.length() > LONGEST) fault(number, "long", field);
        var question = text(row, "question");
        var answer = text(row, "class");
        var band = text(row, "size_band");
        var year = number(row, "year", 1900, 2100);
        var n = number(row, "n", 1, 100_000_000);
        var share = share(row);
        if (faults.size() > before || question == null || answer == null || band == null) return;
        if (!seen.add(Arrays.asList(question.en(), answer.en(), band.en(), year))) {
            fault(number, "twice", question.en());
            return;
        }
        figures.add(new Figure(question, answer, band, year, n, share, optional(row, "note"), optional(row, "source")));
    }

    private @Nullable Bilingual text(CSVRecord row, String column) {
        var en = row.get(columns.get(column));
        if (en.isEmpty()) {
            fault(row.getRecordNumber(), "text-missing", column);
            return null;
        }
        var text = new Bilingual(field(row, column + "_ja"), en);
        var before = translations.putIfAbsent(column + ":" + en, text.ja());
        if (before != null && !before.equals(text.ja())) fault(row.getRecordNumber(), "translation", text.ja());
        return text;
    }

    private @Nullable Bilingual optional(CSVRecord row, String column) {
        var en = field(row, column);
        return en.isEmpty() ? null : new Bilingual(field(row, column + "_ja"), en);
    }

    private String field(CSVRecord row, String column) {
        var place = columns.get(column);
        return place == null ? "" : row.get(place);
    }

    private @Nullable Integer number(CSVRecord row, String column, int least, int most) {
        var text = field(row, column);
        if (isNone(text)) return null;
        if (text.matches("[0-9]{1,9}")) {
            var value = Integer.parseInt(text);
            if (value >= least && value <= most) return value;
        }
        fault(row.getRecordNumber(), column, text);
        return null;
    }

    /// `53.9`, `>40` (over), `~70` (about); empty or `N/A` is no figure.
    private @Nullable Share share(CSVRecord row) {
        var text = field(row, "share");
        if (isNone(text)) return null;
        var precision =
                text.startsWith(">") ? Precision.OVER : text.startsWith("~") ? Precision.ABOUT : Precision.EXACT;
        var digits = precision == Precision.EXACT ? text : text.substring(1).strip();
        if (digits.endsWith("%"))
            digits = digits.substring(0, digits.length() - 1).strip();
        if (digits.matches("[0-9]{1,3}(\\.[0-9]{1,4})?")) {
            var percent = Double.parseDouble(digits);
            if (percent <= 100) return new Share(percent, precision);
        }
        fault(row.getRecordNumber(), "share", text);
        return null;
    }

    private static boolean isNone(String text) {
        return text.isEmpty() || text.equalsIgnoreCase("N/A");
    }

    private void fault(long row, String reason, String shown) {
        if (faults.size() < MOST_FAULTS) faults.add(new SurveyFault(row, reason, shown));
    }
}

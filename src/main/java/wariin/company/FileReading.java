package wariin.company;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/// Reads a file row by row: gives the good rows on and keeps the others with their reasons.
final class FileReading {

    /// Takes the rows that can be believed.
    interface Rows {
        void take(long row, String[] fields) throws IOException;
    }

    static final int FAULTS_KEPT = 10_000;
    private static final int EARLY = 1000;
    private static final int LONGEST_ROW = 1 << 20;
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setTrailingData(true)
            .setLenientEof(true)
            .setIgnoreEmptyLines(true)
            .get();

    private final List<RowFault> faults = new ArrayList<>();
    private volatile long rows;
    private long rejected;

    /// Reads all; refuses the whole when more rows are wrong than right, soon after the start where that is clear.
    void read(Reader text, Rows taken) throws IOException {
        var bounded = new Bounded(text);
        try (var parser = FORMAT.parse(bounded)) {
            for (var row : parser) {
                bounded.restart();
                take(row, taken);
                if (rows == EARLY) refuseMostlyWrong();
            }
        } catch (UncheckedIOException | ZipException broken) {
            var cause = broken instanceof UncheckedIOException unchecked ? unchecked.getCause() : broken;
            throw cause instanceof CompanyFile.Unreadable unreadable ? unreadable : new CompanyFile.Unreadable("cut");
        }
        if (rows == 0) throw new CompanyFile.Unreadable("empty");
        refuseMostlyWrong();
    }

    private void take(CSVRecord row, Rows taken) throws IOException {
        rows = row.getRecordNumber();
        var fields = row.values();
        var fault = FileRow.fault(rows, fields);
        if (fault == null) {
            taken.take(rows, fields);
            return;
        }
        rejected++;
        if (faults.size() < FAULTS_KEPT) faults.add(fault);
    }

    private void refuseMostlyWrong() throws CompanyFile.Unreadable {
        if (rejected * 2 > rows) throw new CompanyFile.Unreadable("mostly-wrong");
    }

    long rows() {
        return rows;
    }

    long rejected() {
        return rejected;
    }

    /// The first of the rows that were not taken.
    List<RowFault> faults() {
        return List.copyOf(faults);
    }

    /// A quotation mark that is never closed would make one row of the whole rest: that is too long for a row.
    private static final class Bounded extends FilterReader {
        private long sinceRow;

        Bounded(Reader text) {
            super(text);
        }

        void restart() {
            sinceRow = 0;
        }

        @Override
        public int read(char[] into, int from, int length) throws IOException {
            var read = super.read(into, from, length);
            sinceRow += Math.max(read, 0);
            if (sinceRow > LONGEST_ROW) throw new CompanyFile.Unreadable("quote");
            return read;
        }
    }
}

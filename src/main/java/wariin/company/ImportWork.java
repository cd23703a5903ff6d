package wariin.company;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.company.CompanyImport.Counts;
import wariin.company.CompanyImport.State;
import wariin.journal.Act;
import wariin.journal.Journal;

/// The work on one file: reading it into the staging table, and applying what was decided, each in one transaction.
@Component
class ImportWork {

    private static final Logger log = LoggerFactory.getLogger(ImportWork.class);

    /// What takes the transaction of a reading back on its way out.
    private static final class Refused extends RuntimeException {
        private final String reason;
        private final long rows;
        private final long rejected;

        Refused(IOException cause, FileReading reading) {
            super(cause);
            this.reason = cause instanceof CompanyFile.Unreadable unreadable ? unreadable.reason : "cut";
            this.rows = reading.rows();
            this.rejected = reading.rejected();
        }
    }

    /// The tables of an import.
    @Component
    record Tables(CompanyImportRegister imports, StagingRegister staging, NameRegister names) {}

    private final Tables tables;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile @Nullable CompanyFile open;
    private volatile long size;

    ImportWork(Tables tables, Journal journal, TransactionTemplate transaction, Clock clock) {
        this.tables = tables;
        this.journal = journal;
        this.transaction = transaction;
        this.clock = clock;
    }

    double progress() {
        var file = open;
        return file == null || size == 0 ? 0 : Math.min(1, (double) file.bytesRead() / size);
    }

    /// Reads the file and decides what it would change. Whatever goes wrong, nothing stays but the record of it.
    void read(CompanyImport begun, Path path) {
        var reading = new FileReading();
        try {
            transaction.executeWithoutResult(_ -> stage(begun, path, reading));
        } catch (Refused refused) {
            end(begun.id(), State.REFUSED, refused.reason, refused.rows, counts(refused.rows, refused.rejected));
        } catch (RuntimeException broken) {
            log.atError().addKeyValue("import", begun.id()).setCause(broken).log("Reading a company file failed");
            end(begun.id(), State.FAILED, "broken", null, Counts.NONE);
        } finally {
            discard(path);
        }
    }

    private void stage(CompanyImport begun, Path path, FileReading reading) {
        tables.staging().clear();
        var encoding = readInto(path, reading);
        var dataDate = FileDates.inName(begun.file()).orElseGet(tables.staging()::newestUpdate);
        var effects = tables.staging().decide(dataDate);
        var taken = reading.rows() - reading.rejected();
        var counts = new Counts(
                reading.rows(),
                reading.rejected(),
                effects.added(),
                effects.changed(),
                effects.closing(),
                effects.older(),
                taken - effects.added() - effects.changed() - effects.older());
        tables.imports().reject(begun.id(), reading.faults());
        tables.imports().ready(begun.id(), dataDate, encoding, counts);
    }

    private String readInto(Path path, FileReading reading) {
        try (var file = CompanyFile.open(path)) {
            size = Files.size(path);
            open = file;
            var rows = new FileRow();
            tables.staging().stage(copy -> {
                try {
                    reading.read(file.reader(), (row, fields) -> write(copy, row, fields, rows));
                } catch (IOException refused) {
                    throw new Refused(refused, reading);
                }
            });
            return file.charset().name();
        } catch (IOException refused) {
            throw new Refused(refused, reading);
        } finally {
            open = null;
        }
    }

    private static void write(CopyText copy, long row, String[] fields, FileRow rows) {
        try {
            StagingRegister.write(copy, row, fields, rows.content(fields));
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /// Does what was decided; the caller has moved the import to `APPLYING`.
    void apply(UUID id, String actor) {
        try {
            transaction.executeWithoutResult(_ -> {
                var at = clock.instant();
                tables.staging().apply(id, at);
                tables.names().renew();
                if (!tables.imports().move(id, State.APPLYING, State.APPLIED, at)) {
                    throw new IllegalStateException("An import was moved while it was applied");
                }
                tables.staging().clear();
                var done = tables.imports().find(id).orElseThrow();
                journal.append(new Act("companies-imported", id.toString(), actor, facts(done)));
            });
            log.atInfo().addKeyValue("import", id).log("Company file applied");
        } catch (RuntimeException broken) {
            log.atError().addKeyValue("import", id).setCause(broken).log("Applying a company file failed");
            end(id, State.FAILED, "broken", null, Counts.NONE);
        }
    }

    void discard(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void end(UUID id, State state, String reason, @Nullable Long row, Counts counts) {
        tables.imports().end(id, state, reason, row, counts, clock.instant());
    }

    private static Counts counts(long rows, long rejected) {
        return new Counts(rows, rejected, 0, 0, 0, 0, 0);
    }

    private static Map<String, String> facts(CompanyImport done) {
        var counts = done.counts();
        return Map.of(
                "sha256", done.sha256(),
                "file", done.file(),
                "data-date", String.valueOf(done.dataDate()),
                "rows", String.valueOf(counts.rows()),
                "rejected", String.valueOf(counts.rejected()),
                "added", String.valueOf(counts.added()),
                "changed", String.valueOf(counts.changed()),
                "older", String.valueOf(counts.older()),
                "same", String.valueOf(counts.same()));
    }
}

package wariin.ra.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.identity.CurrentUser;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.ra.BatchIntake;
import wariin.ra.Registration;
import wariin.ra.desk.Desk;
import wariin.ra.desk.DeskAccess;
import wariin.ra.desk.DeskId;
import wariin.ra.refusal.RefusalLog;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.refusal.RegistrationRefusal.Plain;
import wariin.ra.request.BulkId;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestState;
import wariin.ra.request.Sha256;

/// Many requests in one table: each row stands for itself, and the same file makes nothing twice.
@Service
public class BulkRequests {

    /// The most rows in one file.
    public static final int MOST_ROWS = 10_000;

    /// What uploads are written with.
    @Component
    record Writing(BulkRegister bulks, Journal journal, TransactionTemplate transactions, Clock clock) {}

    private static final int LARGEST = 32 * 1024 * 1024;
    private static final int CHUNK = 250;

    private final Writing writing;
    private final BulkRegister bulks;
    private final BatchIntake intake;
    private final DeskAccess desks;
    private final RefusalLog refusals;

    BulkRequests(Writing writing, BatchIntake intake, DeskAccess desks, RefusalLog refusals) {
        this.writing = writing;
        this.bulks = writing.bulks();
        this.intake = intake;
        this.desks = desks;
        this.refusals = refusals;
    }

    /// The heading and one sample row, in UTF-8 with a mark so that spreadsheets read it.
    public byte[] template() {
        return BulkTable.template().getBytes(StandardCharsets.UTF_8);
    }

    /// Reads a table in UTF-8 (with or without a mark) or Shift_JIS, makes a request of each good row and checks it.
    ///
    /// After a crash the same file goes on where it stopped.
    public BulkOutcome upload(CurrentUser officer, DeskId id, String file, InputStream content) throws IOException {
        var desk = desks.find(id);
        if (desk.isEmpty() || !desks.isOfficer(officer, id)) {
            refusals.note(id.toString(), officer.getName(), "bulk", Plain.OTHER_DESK);
            return new BulkOutcome.Unknown();
        }
        if (!desk.get().active()) return refused(officer, id, Plain.DESK_CLOSED);
        var bytes = content.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) return refused(officer, id, Plain.FILE_TOO_LARGE);
        return switch (BulkTable.read(bytes, MOST_ROWS)) {
            case BulkTable.Reading.Bad(var reason) -> refused(officer, id, reason);
            case BulkTable.Reading.Fine(var rows) -> take(officer, desk.get(), file, bytes, rows);
        };
    }

    private BulkOutcome take(CurrentUser officer, Desk desk, String file, byte[] bytes, List<BulkTable.Row> rows) {
        var sha256 = Sha256.of(bytes);
        var fresh = BulkId.random();
        writing.transactions().executeWithoutResult(_ -> {
            if (!bulks.add(fresh, desk.id(), officer.user().id(), name(file), sha256, rows.size(), now())) return;
            var facts = Map.of(
                    "desk", desk.id().toString(),
                    "sha256", Sha256.hex(sha256),
                    "rows", String.valueOf(rows.size()));
            writing.journal().append(new Act("bulk-uploaded", fresh.toString(), officer.getName(), facts));
        });
        var upload = bulks.find(desk.id(), sha256).orElseThrow();
        var done = bulks.done(upload.id());
        if (done.size() == rows.size()) return new BulkOutcome.AlreadyThere(upload);
        var seen = new HashSet<String>();
        var left = new ArrayList<BulkTable.Row>();
        for (var row : rows) {
            var again = !seen.add(String.valueOf(row.draft())) && row.draft() != null;
            var plain = again ? new BulkTable.Row(row.number(), row.label(), null, null, Plain.DUPLICATE_ROW) : row;
            if (!done.contains(row.number())) left.add(plain);
        }
        for (var from = 0; from < left.size(); from += CHUNK) {
            chunk(officer, desk, upload.id(), left.subList(from, Math.min(from + CHUNK, left.size())));
        }
        intake.check(bulks.requests(upload.id(), RequestState.SUBMITTED));
        return new BulkOutcome.Taken(bulks.find(upload.id()).orElseThrow());
    }

    /// What one row will be; read outside the transaction.
    private record Read(BulkTable.Row row, BatchIntake.@Nullable Reading reading) {

        @Nullable
        RegistrationRefusal refusal() {
            return reading instanceof BatchIntake.Reading.Bad(var reason) ? reason : row.refusal();
        }
    }

    private void chunk(CurrentUser officer, Desk desk, BulkId bulk, List<BulkTable.Row> rows) {
        var read = rows.stream().map(row -> read(desk, officer, row)).toList();
        writing.transactions().executeWithoutResult(_ -> {
            for (var one : read) {
                var request = one.reading() instanceof BatchIntake.Reading.Fine fine
                        ? intake.add(
                                officer,
                                desk,
                                bulk,
                                fine,
                                Optional.ofNullable(one.row().method()))
                        : null;
                bulks.addRow(bulk, one.row(), request, one.refusal());
            }
        });
        for (var one : read) {
            if (one.refusal() == null) continue;
            var facts = new HashMap<>(one.refusal().facts());
            facts.put("row", String.valueOf(one.row().number()));
            refusals.note(
                    bulk.toString(),
                    officer.getName(),
                    "bulk-row",
                    one.refusal().key(),
                    facts);
        }
    }

    private Read read(Desk desk, CurrentUser officer, BulkTable.Row row) {
        if (row.refusal() != null || row.draft() == null) return new Read(row, null);
        return new Read(row, intake.read(officer, desk, row.draft()));
    }

    /// The uploads of a desk, newest first; for its officers.
    public List<BulkUpload> of(CurrentUser officer, DeskId desk) {
        return desks.isOfficer(officer, desk) ? bulks.of(desk) : List.of();
    }

    public Optional<BulkUpload> find(CurrentUser officer, BulkId id) {
        return bulks.find(id).filter(upload -> desks.isOfficer(officer, upload.desk()));
    }

    public List<BulkRow> rows(CurrentUser officer, BulkId id, int offset, int limit) {
        if (find(officer, id).isEmpty()) return List.of();
        return bulks.rows(id, Math.max(0, offset), Math.clamp(limit, 1, MOST_ROWS));
    }

    /// The requests of an upload that this officer could sign now, for {@link Registration#ballot}.
    public List<RequestId> toApprove(CurrentUser officer, BulkId id) {
        if (find(officer, id).isEmpty()) return List.of();
        return intake.possible(officer, bulks.requests(id, RequestState.CHECKED));
    }

    /// Row by row what became of it, in UTF-8 with a mark.
    public Optional<byte[]> result(CurrentUser officer, BulkId id) {
        if (find(officer, id).isEmpty()) return Optional.empty();
        var text = new StringWriter().append('\uFEFF');
        try (var printer = CSVFormat.RFC4180.print(text)) {
            printer.printRecord("row", "label", "request", "state", "refusal", "detail");
            for (var row : bulks.rows(id, 0, MOST_ROWS)) {
                printer.printRecord(
                        row.number(),
                        harmless(row.label()),
                        row.request() == null ? "" : row.request(),
                        row.state() == null ? "" : row.state().key(),
                        row.refusal() == null ? "" : row.refusal(),
                        harmless(row.detail()));
            }
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return Optional.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// A spreadsheet would take such a text for a formula.
    private static String harmless(String text) {
        return !text.isEmpty() && Set.of('=', '+', '-', '@').contains(text.charAt(0)) ? "'" + text : text;
    }

    private static String name(String file) {
        var plain = file.replaceAll("\\p{Cntrl}+", " ").strip();
        return plain.substring(0, Math.min(plain.length(), 200));
    }

    private java.time.Instant now() {
        return writing.clock().instant();
    }

    private BulkOutcome refused(CurrentUser officer, DeskId desk, RegistrationRefusal reason) {
        refusals.note(desk.toString(), officer.getName(), "bulk", reason);
        return new BulkOutcome.Refused(reason);
    }
}

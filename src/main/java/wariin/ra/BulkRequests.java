package wariin.ra;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
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
import wariin.identity.CurrentUser;
import wariin.identity.UserId;
import wariin.journal.Act;
import wariin.ra.RegistrationRefusal.Plain;

/// Many requests in one table: each row stands for itself, and the same file makes nothing twice.
@Service
public class BulkRequests {

    /// The most rows in one file.
    public static final int MOST_ROWS = 10_000;

    /// What rows become requests with.
    @Component
    record Makers(Applying applying, Fitness fitness, Evidences evidences, Checking checking, Approving approving) {}

    private static final int LARGEST = 32 * 1024 * 1024;
    private static final int CHUNK = 250;

    private final BulkRegister bulks;
    private final Makers makers;
    private final RequestSteps.Records records;
    private final DeskAccess desks;
    private final Applying.DeskWork work;
    private final RefusalLog refusals;

    BulkRequests(
            BulkRegister bulks,
            Makers makers,
            RequestSteps.Records records,
            DeskAccess desks,
            Applying.DeskWork work,
            RefusalLog refusals) {
        this.bulks = bulks;
        this.makers = makers;
        this.records = records;
        this.desks = desks;
        this.work = work;
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
        var sha256 = ApprovalText.sha256(bytes);
        var fresh = BulkId.random();
        records.transactions().executeWithoutResult(_ -> {
            if (!bulks.add(fresh, desk.id(), officer.user().id(), name(file), sha256, rows.size(), now())) return;
            var facts = Map.of(
                    "desk", desk.id().toString(),
                    "sha256", ApprovalText.hex(sha256),
                    "rows", String.valueOf(rows.size()));
            work.journal().append(new Act("bulk-uploaded", fresh.toString(), officer.getName(), facts));
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
        makers.checking().checkAll(Acting.SYSTEM, bulks.requests(upload.id(), RequestState.SUBMITTED));
        return new BulkOutcome.Taken(bulks.find(upload.id()).orElseThrow());
    }

    /// What one row will be: read outside the transaction, since a key may have to be proven.
    private record Read(
            BulkTable.Row row,
            DraftRules.Reading.@Nullable Fine fine,
            @Nullable RegistrationRefusal refusal) {}

    private void chunk(CurrentUser officer, Desk desk, BulkId bulk, List<BulkTable.Row> rows) {
        var read = rows.stream().map(row -> read(desk, officer, row)).toList();
        records.transactions().executeWithoutResult(_ -> {
            for (var one : read) {
                var request = one.fine() == null ? null : add(officer, desk, bulk, one);
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
        if (row.refusal() != null || row.draft() == null) return new Read(row, null, row.refusal());
        return switch (DraftRules.read(row.draft())) {
            case DraftRules.Reading.Bad(var reason) -> new Read(row, null, reason);
            case DraftRules.Reading.Fine fine -> {
                var registrant = fine.draft().registrant();
                var outside = makers.fitness().outside(desk, fine.draft().profile(), registrant);
                if (outside.isPresent()) yield new Read(row, null, outside.get());
                var own = officer.user().email().equalsIgnoreCase(registrant.email());
                yield own ? new Read(row, null, Plain.OWN_REQUEST) : new Read(row, fine, null);
            }
        };
    }

    private RequestId add(CurrentUser officer, Desk desk, BulkId bulk, Read one) {
        var draft = one.fine().draft();
        UserId applicant = makers.applying().account(draft.registrant().email());
        var origin = new Applying.Origin(
                desk.id(), RequestKind.NEW, applicant, officer.user().id(), null, null, bulk);
        var request = makers.applying().request(origin, draft, RequestState.SUBMITTED);
        makers.applying().add(request, origin, one.fine().key(), Acting.as(officer));
        if (one.row().method() != null) {
            var item = new StoredRequest(request, request.id(), null, null, null, null, null, 0, null, null, null);
            makers.evidences().add(item, one.row().method(), officer.user().id(), "bulk " + bulk, null, null, now());
        }
        return request.id();
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
        return makers.approving().possible(officer, bulks.requests(id, RequestState.CHECKED), false).stream()
                .map(StoredRequest::id)
                .toList();
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
        return work.clock().instant();
    }

    private BulkOutcome refused(CurrentUser officer, DeskId desk, RegistrationRefusal reason) {
        refusals.note(desk.toString(), officer.getName(), "bulk", reason);
        return new BulkOutcome.Refused(reason);
    }
}

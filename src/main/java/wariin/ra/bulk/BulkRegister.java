package wariin.ra.bulk;

import static wariin.ra.desk.Columns.utc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.identity.UserId;
import wariin.ra.desk.DeskId;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.request.BulkId;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestState;
import wariin.ra.request.Sha256;

/// Uploaded tables and their rows; a row that is written was taken care of.
@Repository
class BulkRegister {

    private static final String COLUMNS = """
            select b.id, b.desk_id, b.uploaded_by, b.file_name, b.sha256, b.row_count, b.uploaded_at,
                   (select count(*) from ra_bulk_row w where w.bulk_id = b.id and w.refusal is not null) as refused,
                   (select count(*) from ra_request r where r.bulk_id = b.id and r.serial is not null
                                                        and r.state in ('ISSUED', 'DELIVERED', 'SUSPENDED', 'REVOKED'))
                        as issued,
                   (select count(*) from ra_request r where r.bulk_id = b.id
                                                        and r.state in ('DRAFT', 'SUBMITTED', 'QUESTIONED', 'CHECKED',
                                                                        'APPROVED')) as open
              from ra_bulk b
            """;

    private final JdbcClient jdbc;

    BulkRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// False if the desk has this file already.
    boolean add(BulkId id, DeskId desk, UserId officer, String file, byte[] sha256, int rows, Instant now) {
        return jdbc.sql("""
                        insert into ra_bulk (id, desk_id, uploaded_by, file_name, sha256, row_count, uploaded_at)
                        values (:id, :desk, :by, :file, :sha, :rows, :now)
                        on conflict do nothing
                        """)
                        .param("id", id.value())
                        .param("desk", desk.value())
                        .param("by", officer.value())
                        .param("file", file)
                        .param("sha", sha256)
                        .param("rows", rows)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    Optional<BulkUpload> find(DeskId desk, byte[] sha256) {
        return jdbc.sql(COLUMNS + " where b.desk_id = :desk and b.sha256 = :sha")
                .param("desk", desk.value())
                .param("sha", sha256)
                .query(BulkRegister::upload)
                .optional();
    }

    Optional<BulkUpload> find(BulkId id) {
        return jdbc.sql(COLUMNS + " where b.id = :id")
                .param("id", id.value())
                .query(BulkRegister::upload)
                .optional();
    }

    List<BulkUpload> of(DeskId desk) {
        return jdbc.sql(COLUMNS + " where b.desk_id = :desk order by b.uploaded_at desc, b.id limit 200")
                .param("desk", desk.value())
                .query(BulkRegister::upload)
                .list();
    }

    /// The numbers of the rows that were taken care of.
    Set<Integer> done(BulkId id) {
        return new HashSet<>(jdbc.sql("select number from ra_bulk_row where bulk_id = :id")
                .param("id", id.value())
                .query(Integer.class)
                .list());
    }

    void addRow(BulkId id, BulkTable.Row row, @Nullable RequestId request, @Nullable RegistrationRefusal refusal) {
        jdbc.sql("""
                        insert into ra_bulk_row (bulk_id, number, label, request_id, refusal, detail)
                        values (:id, :number, :label, :request, :refusal, :detail)
                        on conflict do nothing
                        """)
                .param("id", id.value())
                .param("number", row.number())
                .param("label", row.label())
                .param("request", request == null ? null : request.value())
                .param("refusal", refusal == null ? null : refusal.key())
                .param(
                        "detail",
                        refusal == null ? "" : String.join(" ", refusal.facts().values()))
                .update();
    }

    List<BulkRow> rows(BulkId id, int offset, int limit) {
        return jdbc.sql("""
                        select w.number, w.label, w.request_id, r.state, w.refusal, w.detail
                          from ra_bulk_row w left join ra_request r on r.id = w.request_id
                         where w.bulk_id = :id order by w.number offset :offset limit :limit
                        """)
                .param("id", id.value())
                .param("offset", offset)
                .param("limit", limit)
                .query((row, _) -> {
                    var request = row.getObject("request_id", UUID.class);
                    return new BulkRow(
                            row.getInt("number"),
                            row.getString("label"),
                            request == null ? null : new RequestId(request),
                            request == null ? null : RequestState.valueOf(row.getString("state")),
                            row.getString("refusal"),
                            row.getString("detail"));
                })
                .list();
    }

    List<RequestId> requests(BulkId id, RequestState state) {
        return jdbc
                .sql("select id from ra_request where bulk_id = :id and state = :state order by id")
                .param("id", id.value())
                .param("state", state.name())
                .query(UUID.class)
                .list()
                .stream()
                .map(RequestId::new)
                .toList();
    }

    private static BulkUpload upload(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new BulkUpload(
                new BulkId(row.getObject("id", UUID.class)),
                new DeskId(row.getObject("desk_id", UUID.class)),
                new UserId(row.getObject("uploaded_by", UUID.class)),
                row.getString("file_name"),
                Sha256.hex(row.getBytes("sha256")),
                row.getInt("row_count"),
                row.getInt("refused"),
                row.getInt("open"),
                row.getInt("issued"),
                row.getObject("uploaded_at", OffsetDateTime.class).toInstant());
    }
}

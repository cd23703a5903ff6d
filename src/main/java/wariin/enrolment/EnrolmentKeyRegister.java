package wariin.enrolment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.identity.UserId;
import wariin.keys.Wrapped;
import wariin.ra.desk.DeskId;
import wariin.ra.request.StandingApprovalId;

/// The secrets of programs, wrapped or hashed. Rows are added and revoked, never deleted.
@Repository
class EnrolmentKeyRegister {

    private static final String COLUMNS = """
            select id, protocol, desk, approval, name, hash, wrapped, wrapped_by, made_by, made_at, expires_at,
                   last_used_at, revoked_at
              from enrolment_key
            """;

    /// A key and what is kept of its secret: one of the two.
    record Row(
            EnrolmentKey key,
            byte @Nullable [] hash,
            @Nullable Wrapped wrapped) {}

    private final JdbcClient jdbc;

    EnrolmentKeyRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Row row) {
        var key = row.key();
        jdbc.sql("""
                        insert into enrolment_key (id, protocol, desk, approval, name, hash, wrapped, wrapped_by, made_by,
                                                   made_at, expires_at)
                        values (:id, :protocol, :desk, :approval, :name, :hash, :wrapped, :wrappedBy, :by, :at, :until)
                        """)
                .param("id", key.id())
                .param("protocol", key.protocol().name())
                .param("desk", key.desk().value())
                .param("approval", key.approval().value())
                .param("name", key.name())
                .param("hash", row.hash(), java.sql.Types.BINARY)
                .param("wrapped", row.wrapped() == null ? null : row.wrapped().bytes(), java.sql.Types.BINARY)
                .param("wrappedBy", row.wrapped() == null ? null : row.wrapped().key())
                .param("by", key.madeBy().value())
                .param("at", key.madeAt().atOffset(ZoneOffset.UTC))
                .param("until", key.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Row> find(Protocol protocol, String id) {
        return jdbc.sql(COLUMNS + " where id = :id and protocol = :protocol")
                .param("id", id)
                .param("protocol", protocol.name())
                .query(EnrolmentKeyRegister::row)
                .optional();
    }

    List<EnrolmentKey> of(DeskId desk) {
        return jdbc
                .sql(COLUMNS + " where desk = :desk order by made_at desc, id")
                .param("desk", desk.value())
                .query(EnrolmentKeyRegister::row)
                .list()
                .stream()
                .map(Row::key)
                .toList();
    }

    /// False if it was revoked already, or is not of that desk.
    boolean revoke(DeskId desk, String id, UserId by, Instant now) {
        return jdbc.sql("""
                                update enrolment_key
                                   set revoked_at = :now, revoked_by = :by
                                 where id = :id and desk = :desk and revoked_at is null
                                """)
                        .param("id", id)
                        .param("desk", desk.value())
                        .param("by", by.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// At most one write in an hour for a key: nobody needs it finer.
    void used(String id, Instant now) {
        jdbc.sql("""
                        update enrolment_key
                           set last_used_at = :now
                         where id = :id and (last_used_at is null or last_used_at < :before)
                        """)
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("before", now.minusSeconds(3600).atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var wrapped = row.getBytes("wrapped");
        return new Row(
                new EnrolmentKey(
                        row.getString("id"),
                        Protocol.valueOf(row.getString("protocol")),
                        new DeskId(row.getObject("desk", UUID.class)),
                        new StandingApprovalId(row.getObject("approval", UUID.class)),
                        row.getString("name"),
                        new UserId(row.getObject("made_by", UUID.class)),
                        row.getObject("made_at", OffsetDateTime.class).toInstant(),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        instant(row, "last_used_at"),
                        instant(row, "revoked_at")),
                row.getBytes("hash"),
                wrapped == null ? null : new Wrapped(row.getString("wrapped_by"), wrapped));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}

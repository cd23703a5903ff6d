package wariin.enrolment.rest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import wariin.enrolment.EnrolmentKey;
import wariin.ra.desk.DeskId;
import wariin.ra.request.RequestId;
import wariin.x509.SerialNumber;

/// Requests over the platform's own interface. All keys of one standing approval see the same ones, so that a key can
/// be replaced.
@Repository
class ProgramRequestRegister {

    private static final String SELECT = """
            select r.id, r.key_id, r.desk, r.digest, r.state, r.request, r.serial, r.refusal, r.replaces, r.created_at,
                   r.changed_at
              from enrolment_request r
            """;
    private static final String VISIBLE = """
             where r.key_id in (select k.id from enrolment_key k where k.approval = :approval and k.protocol = 'REST')
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ProgramRequestRegister(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// False if the caller used this key of its own before.
    boolean begin(ProgramRequest request, @Nullable String idempotencyKey) {
        return jdbc.sql("""
                                insert into enrolment_request (id, key_id, desk, idempotency_key, digest, state, replaces,
                                                               created_at, changed_at)
                                values (:id, :key, :desk, :idempotency, :digest, 'PROCESSING', :replaces, :at, :at)
                                on conflict (key_id, idempotency_key) do nothing
                                """)
                        .param("id", request.id())
                        .param("key", request.key())
                        .param("desk", request.desk().value())
                        .param("idempotency", idempotencyKey, Types.VARCHAR)
                        .param("digest", request.digest())
                        .param("replaces", request.replaces(), Types.OTHER)
                        .param("at", request.createdAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<ProgramRequest> byIdempotencyKey(EnrolmentKey key, String idempotencyKey) {
        return jdbc.sql(SELECT + " where r.key_id = :key and r.idempotency_key = :idempotency")
                .param("key", key.id())
                .param("idempotency", idempotencyKey)
                .query(this::row)
                .optional();
    }

    Optional<ProgramRequest> find(EnrolmentKey key, UUID id) {
        return jdbc.sql(SELECT + VISIBLE + " and r.id = :id")
                .param("approval", key.approval().value())
                .param("id", id)
                .query(this::row)
                .optional();
    }

    /// Newest first; `after` is the last one of the page before.
    List<ProgramRequest> list(EnrolmentKey key, @Nullable UUID after, int atMost) {
        return jdbc.sql(SELECT + VISIBLE + """
                           and (cast(:after as uuid) is null
                                or (r.created_at, r.id) < (select a.created_at, a.id
                                                             from enrolment_request a
                                                            where a.id = cast(:after as uuid)))
                         order by r.created_at desc, r.id desc
                         limit :most
                        """)
                .param("approval", key.approval().value())
                .param("after", after, Types.OTHER)
                .param("most", atMost)
                .query(this::row)
                .list();
    }

    boolean issued(UUID id, RequestId request, SerialNumber serial, Instant now) {
        return jdbc.sql("""
                                update enrolment_request
                                   set state = 'ISSUED', request = :request, serial = :serial, changed_at = :now
                                 where id = :id and state in ('PROCESSING', 'PENDING')
                                """)
                        .param("id", id)
                        .param("request", request.value())
                        .param("serial", serial.toString())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean waits(UUID id, RequestId request, Instant now) {
        return jdbc.sql("""
                                update enrolment_request
                                   set state = 'PENDING', request = :request, changed_at = :now
                                 where id = :id and state = 'PROCESSING'
                                """)
                        .param("id", id)
                        .param("request", request.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean refused(UUID id, ProgramRequest.Refusal refusal, Instant now) {
        return jdbc.sql("""
                                update enrolment_request
                                   set state = 'REFUSED', refusal = :refusal, changed_at = :now
                                 where id = :id and state in ('PROCESSING', 'PENDING')
                                """)
                        .param("id", id)
                        .param("refusal", json.writeValueAsString(refusal))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// Intents that a crash left behind.
    List<UUID> begunBefore(Instant before, int atMost) {
        return jdbc.sql("""
                        select id from enrolment_request
                         where state = 'PROCESSING' and changed_at < :before
                         limit :most
                        """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", atMost)
                .query(UUID.class)
                .list();
    }

    private ProgramRequest row(ResultSet row, int number) throws SQLException {
        var request = row.getObject("request", UUID.class);
        var serial = row.getString("serial");
        var refusal = row.getString("refusal");
        return new ProgramRequest(
                row.getObject("id", UUID.class),
                row.getString("key_id"),
                new DeskId(row.getObject("desk", UUID.class)),
                row.getBytes("digest"),
                ProgramRequest.State.valueOf(row.getString("state")),
                request == null ? null : new RequestId(request),
                serial == null ? null : SerialNumber.of(serial),
                refusal == null ? null : json.readValue(refusal, ProgramRequest.Refusal.class),
                row.getObject("replaces", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}

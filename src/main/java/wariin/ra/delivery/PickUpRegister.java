package wariin.ra.delivery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.ra.request.RequestId;

/// Keys that wait to be picked up.
@Repository
class PickUpRegister {

    /// One that waits, or is over.
    record Row(
            UUID requestId,
            String mailedTo,
            Instant mailedAt,
            Instant expiresAt,
            byte @Nullable [] codeHash,
            int failures,
            @Nullable Instant claimedAt,
            @Nullable Instant collectedAt) {

        RequestId request() {
            return new RequestId(requestId);
        }
    }

    private static final String COLUMNS = """
            select request_id, mailed_to, mailed_at, expires_at, code_hash, failures, claimed_at, collected_at
              from ra_pick_up
            """;

    private final JdbcClient jdbc;

    PickUpRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A new link; the one before opens nothing any more. False when one went out after {@code notAfter}, or it is
    /// over.
    boolean invite(RequestId request, byte[] tokenHash, String to, Instant now, Instant expires, Instant notAfter) {
        return jdbc.sql("""
                                insert into ra_pick_up (request_id, token_hash, mailed_to, mailed_at, expires_at)
                                values (:request, :token, :to, :now, :expires)
                                    on conflict (request_id) do update
                                   set token_hash = :token, mailed_to = :to, mailed_at = :now, expires_at = :expires
                                 where ra_pick_up.collected_at is null and ra_pick_up.mailed_at <= :notAfter
                                """)
                        .param("request", request.value())
                        .param("token", tokenHash)
                        .param("to", to)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("expires", expires.atOffset(ZoneOffset.UTC))
                        .param("notAfter", notAfter.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean setCode(RequestId request, byte[] codeHash) {
        return jdbc.sql("""
                                update ra_pick_up
                                   set code_hash = :code, failures = 0
                                 where request_id = :request and collected_at is null
                                """)
                        .param("request", request.value())
                        .param("code", codeHash)
                        .update()
                == 1;
    }

    Optional<Row> find(RequestId request) {
        return jdbc.sql(COLUMNS + " where request_id = :request")
                .param("request", request.value())
                .query(Row.class)
                .optional();
    }

    Optional<Row> find(byte[] tokenHash) {
        return jdbc.sql(COLUMNS + " where token_hash = :token")
                .param("token", tokenHash)
                .query(Row.class)
                .optional();
    }

    Optional<Row> lock(byte[] tokenHash) {
        return jdbc.sql(COLUMNS + " where token_hash = :token for update")
                .param("token", tokenHash)
                .query(Row.class)
                .optional();
    }

    void fail(RequestId request) {
        jdbc.sql("update ra_pick_up set failures = failures + 1 where request_id = :request and failures < 5")
                .param("request", request.value())
                .update();
    }

    void claim(RequestId request, Instant now) {
        jdbc.sql("update ra_pick_up set claimed_at = :now where request_id = :request and collected_at is null")
                .param("request", request.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void release(RequestId request) {
        jdbc.sql("update ra_pick_up set claimed_at = null where request_id = :request and collected_at is null")
                .param("request", request.value())
                .update();
    }

    void collected(RequestId request, Instant now) {
        jdbc.sql("""
                        update ra_pick_up
                           set collected_at = :now, code_hash = null
                         where request_id = :request and collected_at is null
                        """)
                .param("request", request.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Approved, but nobody was told how to come to the key.
    List<RequestId> uninvited(int atMost) {
        return jdbc.sql("""
                        select request.id
                          from ra_request request
                         where request.state = 'APPROVED' and request.key_origin = 'PICK_UP'
                           and not exists (select 1 from ra_pick_up where request_id = request.id)
                         order by request.changed_at
                         limit :most
                        """).param("most", atMost).query(UUID.class).list().stream()
                .map(RequestId::new)
                .toList();
    }

    /// The body that officers sign, as it is kept.
    Optional<byte[]> body(RequestId request) {
        return jdbc.sql("select body from ra_request where id = :id and body is not null")
                .param("id", request.value())
                .query(byte[].class)
                .optional();
    }
}

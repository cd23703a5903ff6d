package wariin.ra.evidence;

import static wariin.ra.desk.Columns.utc;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.ra.request.RequestId;

/// One-time codes and links that were sent to the addresses of requests; only their hashes.
@Repository
class MailCodeRegister {

    /// A code that still counts.
    record Code(UUID id, UUID requestId, String email, byte[] codeHash, int attempts) {

        RequestId request() {
            return new RequestId(requestId);
        }
    }

    private static final String OPEN = """
            select id, request_id, email, code_hash, attempts from ra_mail_code
             where used_at is null and expires_at > :now
            """;

    private final JdbcClient jdbc;

    MailCodeRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    int sentSince(RequestId request, String email, Instant since) {
        return jdbc.sql("""
                        select count(*) from ra_mail_code
                         where (request_id = :id or email = :email) and sent_at > :since
                        """)
                .param("id", request.value())
                .param("email", email)
                .param("since", utc(since))
                .query(Integer.class)
                .single();
    }

    void add(UUID id, RequestId request, String email, byte[] code, byte[] token, Instant now, Instant expires) {
        jdbc.sql("update ra_mail_code set expires_at = :now where request_id = :request and used_at is null")
                .param("request", request.value())
                .param("now", utc(now))
                .update();
        jdbc.sql("""
                        insert into ra_mail_code (id, request_id, email, code_hash, token_hash, attempts, sent_at,
                               expires_at)
                        values (:id, :request, :email, :code, :token, 0, :now, :expires)
                        """)
                .param("id", id)
                .param("request", request.value())
                .param("email", email)
                .param("code", code)
                .param("token", token)
                .param("now", utc(now))
                .param("expires", utc(expires))
                .update();
    }

    /// Counts the attempt before the code is looked at, so that many at once are no way around the limit.
    Optional<Code> attempt(RequestId request, int most, Instant now) {
        return jdbc.sql("""
                        update ra_mail_code set attempts = attempts + 1
                         where request_id = :request and used_at is null and expires_at > :now and attempts < :most
                        returning id, request_id, email, code_hash, attempts
                        """)
                .param("request", request.value())
                .param("now", utc(now))
                .param("most", most)
                .query(Code.class)
                .optional();
    }

    Optional<Code> byToken(byte[] token, Instant now) {
        return jdbc.sql(OPEN + " and token_hash = :token")
                .param("token", token)
                .param("now", utc(now))
                .query(Code.class)
                .optional();
    }

    boolean use(UUID id, Instant now) {
        return jdbc.sql("update ra_mail_code set used_at = :now where id = :id and used_at is null")
                        .param("id", id)
                        .param("now", utc(now))
                        .update()
                == 1;
    }
}

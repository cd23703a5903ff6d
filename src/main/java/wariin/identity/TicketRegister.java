package wariin.identity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Ways in that were begun and are not finished.
@Repository
class TicketRegister {

    enum Kind {
        SIGN_UP,
        GUEST,
        SET_UP
    }

    /// An unfinished way in.
    record Ticket(
            Kind kind,
            String email,
            Locale locale,
            @Nullable String name,
            @Nullable String company,
            @Nullable String scope,
            @Nullable String returnTo,
            byte @Nullable [] codeHash,
            @Nullable Instant codeExpiresAt,
            int failures,
            boolean confirmed,
            Instant expiresAt) {}

    private static final String FIND = """
            select kind, email, locale, name, company, scope, return_to, code_hash, code_expires_at, failures,
                   confirmed_at, expires_at
            from identity_ticket where token_hash = :hash and finished_at is null and expires_at > :now
            """;

    private final JdbcClient jdbc;

    TicketRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(byte[] tokenHash, Ticket ticket, @Nullable Instant confirmedAt) {
        jdbc.sql("""
                        insert into identity_ticket (token_hash, kind, email, locale, name, company, scope, return_to,
                                                     confirmed_at, expires_at)
                        values (:hash, :kind, :email, :locale, :name, :company, :scope, :returnTo, :confirmed, :expires)
                        """)
                .param("hash", tokenHash)
                .param("kind", ticket.kind().name())
                .param("email", ticket.email())
                .param("locale", ticket.locale().getLanguage())
                .param("name", ticket.name())
                .param("company", ticket.company())
                .param("scope", ticket.scope())
                .param("returnTo", ticket.returnTo())
                .param("confirmed", confirmedAt == null ? null : confirmedAt.atOffset(ZoneOffset.UTC))
                .param("expires", ticket.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Ticket> find(byte[] tokenHash, Instant now) {
        return find(FIND, tokenHash, now);
    }

    Optional<Ticket> lock(byte[] tokenHash, Instant now) {
        return find(FIND + " for update", tokenHash, now);
    }

    private Optional<Ticket> find(String sql, byte[] tokenHash, Instant now) {
        return jdbc.sql(sql)
                .param("hash", tokenHash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Ticket(
                        Kind.valueOf(row.getString("kind")),
                        row.getString("email"),
                        Locale.forLanguageTag(row.getString("locale")),
                        row.getString("name"),
                        row.getString("company"),
                        row.getString("scope"),
                        row.getString("return_to"),
                        row.getBytes("code_hash"),
                        PeopleRegister.instantOrNull(row, "code_expires_at"),
                        row.getInt("failures"),
                        row.getObject("confirmed_at") != null,
                        PeopleRegister.instant(row, "expires_at")))
                .optional();
    }

    void setCode(byte[] tokenHash, byte[] codeHash, Instant expires) {
        jdbc.sql("""
                        update identity_ticket set code_hash = :code, code_expires_at = :expires, failures = 0
                        where token_hash = :hash
                        """)
                .param("hash", tokenHash)
                .param("code", codeHash)
                .param("expires", expires.atOffset(ZoneOffset.UTC))
                .update();
    }

    void fail(byte[] tokenHash) {
        jdbc.sql("update identity_ticket set failures = failures + 1 where token_hash = :hash")
                .param("hash", tokenHash)
                .update();
    }

    void confirm(byte[] tokenHash, Instant at) {
        jdbc.sql("update identity_ticket set confirmed_at = :at, code_hash = null where token_hash = :hash")
                .param("hash", tokenHash)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void finish(byte[] tokenHash, Instant at) {
        jdbc.sql("update identity_ticket set finished_at = :at where token_hash = :hash")
                .param("hash", tokenHash)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void withdraw(Kind kind, Instant at) {
        jdbc.sql("update identity_ticket set finished_at = :at where kind = :kind and finished_at is null")
                .param("kind", kind.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void sweep(Instant before) {
        jdbc.sql("delete from identity_ticket where expires_at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }
}

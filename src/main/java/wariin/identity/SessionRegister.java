package wariin.identity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Sessions that are open.
@Repository
class SessionRegister {

    /// A session with its person, as found by its token.
    record Row(CurrentUser user, Instant usedAt) {}

    record Proof(Sessions.Method method, Instant at) {}

    private final JdbcClient jdbc;

    SessionRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID id, byte[] tokenHash, Sessions.Opening opening, Instant now, Instant expires) {
        jdbc.sql("""
                        insert into identity_session (id, token_hash, user_id, organisation_id, method, scope, device,
                                                      created_at, proven_at, used_at, expires_at)
                        values (:id, :hash, :user, :organisation, :method, :scope, :device, :now, :now, :now, :expires)
                        """)
                .param("id", id)
                .param("hash", tokenHash)
                .param("user", opening.user().value())
                .param("organisation", opening.organisation().value())
                .param("method", opening.method().name())
                .param("scope", opening.scope())
                .param("device", opening.device())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", expires.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// A person who was removed from the organisation has no session there, whatever the row says.
    Optional<Row> find(byte[] tokenHash, Instant now, Instant idleSince) {
        return jdbc.sql("""
                        select u.id, u.email, u.name, u.locale, u.guest, u.operator, m.role, s.id as session, s.scope,
                               s.used_at, o.id as o_id, o.name as o_name, o.name_en as o_name_en,
                               o.number as o_number, o.representative as o_representative
                        from identity_session s
                        join identity_user u on u.id = s.user_id
                        join identity_organisation o on o.id = s.organisation_id
                        join identity_member m on m.organisation_id = s.organisation_id and m.user_id = s.user_id
                        where s.token_hash = :hash and s.expires_at > :now and s.used_at > :idle
                        """)
                .param("hash", tokenHash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("idle", idleSince.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Row(
                        new CurrentUser(
                                PeopleRegister.user(row),
                                PeopleRegister.organisation(row, "o_"),
                                Role.valueOf(row.getString("role")),
                                row.getBoolean("operator"),
                                row.getObject("session", UUID.class),
                                row.getString("scope")),
                        PeopleRegister.instant(row, "used_at")))
                .optional();
    }

    /// How the person of a session showed who they are, and when last.
    Optional<Proof> proof(UUID session) {
        return jdbc.sql("select method, proven_at from identity_session where id = :id")
                .param("id", session)
                .query((row, _) -> new Proof(
                        Sessions.Method.valueOf(row.getString("method")), PeopleRegister.instant(row, "proven_at")))
                .optional();
    }

    List<Sessions.Session> of(UserId user, Instant now, Instant idleSince) {
        return jdbc.sql("""
                        select id, method, device, scope, created_at, used_at from identity_session
                        where user_id = :user and expires_at > :now and used_at > :idle order by used_at desc, id
                        """)
                .param("user", user.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("idle", idleSince.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Sessions.Session(
                        row.getObject("id", UUID.class),
                        Sessions.Method.valueOf(row.getString("method")),
                        row.getString("device"),
                        row.getString("scope"),
                        PeopleRegister.instant(row, "created_at"),
                        PeopleRegister.instant(row, "used_at")))
                .list();
    }

    void touch(UUID session, Instant now) {
        jdbc.sql("update identity_session set used_at = :now where id = :id and used_at < :now")
                .param("id", session)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void move(UUID session, OrganisationId organisation) {
        jdbc.sql("update identity_session set organisation_id = :organisation where id = :id")
                .param("id", session)
                .param("organisation", organisation.value())
                .update();
    }

    void strengthen(UUID session, Sessions.Method method, Instant now) {
        jdbc.sql("update identity_session set method = :method, proven_at = :now where id = :id")
                .param("id", session)
                .param("method", method.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void widen(UUID session) {
        jdbc.sql("update identity_session set scope = null where id = :id")
                .param("id", session)
                .update();
    }

    void end(UUID session) {
        jdbc.sql("delete from identity_session where id = :id")
                .param("id", session)
                .update();
    }

    boolean end(UserId user, UUID session) {
        return jdbc.sql("delete from identity_session where id = :id and user_id = :user")
                        .param("id", session)
                        .param("user", user.value())
                        .update()
                == 1;
    }

    void endOthers(UserId user, @Nullable UUID kept) {
        jdbc.sql("""
                        delete from identity_session
                        where user_id = :user and id is distinct from cast(:kept as uuid)
                        """).param("user", user.value()).param("kept", kept).update();
    }

    void endIn(OrganisationId organisation, UserId user) {
        jdbc.sql("delete from identity_session where organisation_id = :organisation and user_id = :user")
                .param("organisation", organisation.value())
                .param("user", user.value())
                .update();
    }

    void sweep(Instant now, Instant idleSince) {
        jdbc.sql("delete from identity_session where expires_at <= :now or used_at <= :idle")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("idle", idleSince.atOffset(ZoneOffset.UTC))
                .update();
    }
}

package wariin.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Recoveries with their proofs. Rows are added and go on, and are never deleted.
@Repository
class RecoveryRegister {

    private static final String SELECT = """
            select id, actor, lost, successor, text, challenge, state, ends_at, proposed_at, public_key
            from identity_recovery
            """;

    /// A confirmed one waits until it is carried out, however late that is.
    private static final String WAITS = "(state = 'CONFIRMED' or state = 'PROPOSED' and ends_at > :now)";

    private final JdbcClient jdbc;

    RecoveryRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Recovery recovery) {
        jdbc.sql("""
                        insert into identity_recovery (id, actor, lost, successor, text, challenge, state, ends_at)
                        values (:id, :actor, :lost, :successor, :text, :challenge, 'ASKED', :ends)
                        """)
                .param("id", recovery.id())
                .param("actor", recovery.actor().value())
                .param("lost", value(recovery.lost()))
                .param("successor", value(recovery.successor()))
                .param("text", recovery.text())
                .param("challenge", recovery.challenge())
                .param("ends", recovery.endsAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// While it can still be signed, confirmed or stopped.
    Optional<Recovery> open(UUID id, Instant now) {
        return jdbc.sql(SELECT + " where id = :id and (" + WAITS + " or state = 'ASKED' and ends_at > :now)")
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(RecoveryRegister::recovery)
                .optional();
    }

    /// What was proposed and neither done nor stopped, the oldest first.
    List<Recovery> waiting(Instant now) {
        return jdbc.sql(SELECT + " where " + WAITS + " order by proposed_at, id")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(RecoveryRegister::recovery)
                .list();
    }

    /// False if it was signed before, or is too old.
    boolean propose(UUID id, AssertionEvidence proof, Instant at, Instant until) {
        return OperatorRegister.signed(jdbc.sql("""
                        update identity_recovery
                        set state = 'PROPOSED', proposed_at = :at, ends_at = :until, credential_id = :credential,
                            public_key = :key, client_data = :client, authenticator_data = :authenticator,
                            signature = :signature
                        where id = :id and state = 'ASKED' and ends_at > :at
                        """).param("until", until.atOffset(ZoneOffset.UTC)), id, proof, at);
    }

    /// False if it does not wait for this.
    boolean confirm(UUID id, Instant at, Instant effect) {
        return jdbc.sql("""
                        update identity_recovery set state = 'CONFIRMED', confirmed_at = :at, ends_at = :effect
                        where id = :id and state = 'PROPOSED' and ends_at > :at
                        """)
                        .param("id", id)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("effect", effect.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// False if it waits no longer.
    boolean stop(UUID id, UserId operator, String text, AssertionEvidence proof, Instant at) {
        return end(id, Recovery.State.STOPPED, at)
                && OperatorRegister.signed(
                        jdbc.sql("""
                        insert into identity_recovery_stop (recovery, operator, text, credential_id, public_key,
                                                            client_data, authenticator_data, signature, given_at)
                        values (:id, :operator, :text, :credential, :key, :client, :authenticator, :signature, :at)
                        """).param("operator", operator.value()).param("text", text), id, proof, at);
    }

    /// Done only once it has rested; stopped or void at any time before. False if it waits no longer.
    boolean end(UUID id, Recovery.State state, Instant at) {
        return jdbc.sql("update identity_recovery set state = :state, ended_at = :now where id = :id and " + WAITS
                                + " and (:state <> 'DONE' or state = 'CONFIRMED' and ends_at <= :now)")
                        .param("id", id)
                        .param("state", state.name())
                        .param("now", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static Recovery recovery(ResultSet row, int number) throws SQLException {
        return new Recovery(
                row.getObject("id", UUID.class),
                new UserId(row.getObject("actor", UUID.class)),
                user(row, "lost"),
                user(row, "successor"),
                row.getString("text"),
                row.getBytes("challenge"),
                Recovery.State.valueOf(row.getString("state")),
                PeopleRegister.instant(row, "ends_at"),
                PeopleRegister.instantOrNull(row, "proposed_at"),
                fingerprint(row.getBytes("public_key")));
    }

    private static @Nullable UserId user(ResultSet row, String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new UserId(id);
    }

    private static @Nullable UUID value(@Nullable UserId user) {
        return user == null ? null : user.value();
    }

    private static @Nullable String fingerprint(byte @Nullable [] key) {
        if (key == null) return null;
        return HexFormat.of().formatHex(OpaqueToken.sha256(key));
    }
}

package wariin.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Invitations to colleagues.
@Repository
class InvitationRegister {

    /// An open invitation.
    record Row(
            UUID id,
            OrganisationId organisation,
            String email,
            Role role,
            @Nullable UUID department,
            UserId invitedBy,
            Instant expiresAt) {}

    private static final String OPEN = """
            select id, organisation_id, email, role, department_id, invited_by, expires_at from identity_invitation
            where accepted_at is null and withdrawn_at is null and expires_at > :now and
            """;

    private final JdbcClient jdbc;

    InvitationRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Row invitation, byte[] tokenHash, Instant at) {
        jdbc.sql("""
                        insert into identity_invitation (id, token_hash, organisation_id, email, role, department_id,
                                                         invited_by, created_at, expires_at)
                        values (:id, :hash, :organisation, :email, :role, :department, :by, :at, :expires)
                        """)
                .param("id", invitation.id())
                .param("hash", tokenHash)
                .param("organisation", invitation.organisation().value())
                .param("email", invitation.email())
                .param("role", invitation.role().name())
                .param("department", invitation.department())
                .param("by", invitation.invitedBy().value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("expires", invitation.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Row> find(byte[] tokenHash, Instant now) {
        return open("token_hash = :hash", now)
                .param("hash", tokenHash)
                .query((row, _) -> read(row))
                .optional();
    }

    Optional<Row> lock(byte[] tokenHash, Instant now) {
        return open("token_hash = :hash for update", now)
                .param("hash", tokenHash)
                .query((row, _) -> read(row))
                .optional();
    }

    List<Row> of(OrganisationId organisation, Instant now) {
        return open("organisation_id = :organisation order by created_at", now)
                .param("organisation", organisation.value())
                .query((row, _) -> read(row))
                .list();
    }

    private JdbcClient.StatementSpec open(String condition, Instant now) {
        return jdbc.sql(OPEN + condition).param("now", now.atOffset(ZoneOffset.UTC));
    }

    void accept(UUID id, Instant at) {
        jdbc.sql("update identity_invitation set accepted_at = :at where id = :id")
                .param("id", id)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Withdraws open invitations: one, or all for an address.
    boolean withdraw(OrganisationId organisation, @Nullable UUID id, @Nullable String email, Instant at) {
        return jdbc.sql("""
                        update identity_invitation set withdrawn_at = :at
                        where organisation_id = :organisation and accepted_at is null and withdrawn_at is null
                          and (id = cast(:id as uuid) or email = cast(:email as text))
                        """)
                        .param("organisation", organisation.value())
                        .param("id", id)
                        .param("email", email)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                new OrganisationId(row.getObject("organisation_id", UUID.class)),
                row.getString("email"),
                Role.valueOf(row.getString("role")),
                row.getObject("department_id", UUID.class),
                new UserId(row.getObject("invited_by", UUID.class)),
                PeopleRegister.instant(row, "expires_at"));
    }
}

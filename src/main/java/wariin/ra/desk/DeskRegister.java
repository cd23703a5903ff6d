package wariin.ra.desk;

import static wariin.ra.desk.Columns.utc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.identity.OrganisationId;
import wariin.identity.UserId;

/// Desks and who worked at them; nothing of it is ever removed.
@Repository
class DeskRegister {

    /// A desk without its scope.
    record Row(
            DeskId id,
            String name,
            @Nullable OrganisationId organisation,
            boolean platform,
            int approvalsNeeded,
            boolean active) {}

    /// An appointment that has not ended.
    record OfficerRow(DeskId desk, UserId user, boolean byOperator, Instant since) {}

    private static final String COLUMNS =
            "select id, name, organisation_id, platform, approvals_needed, closed_at is null as active from ra_desk ";

    private final JdbcClient jdbc;

    DeskRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// False if there is one of this name for this organisation, or a platform's desk already.
    boolean add(Row desk, Instant now) {
        return jdbc.sql("""
                        insert into ra_desk (id, name, organisation_id, platform, approvals_needed, opened_at)
                        values (:id, :name, :organisation, :platform, :needed, :now)
                        on conflict do nothing
                        """)
                        .param("id", desk.id().value())
                        .param("name", desk.name())
                        .param(
                                "organisation",
                                desk.organisation() == null
                                        ? null
                                        : desk.organisation().value())
                        .param("platform", desk.platform())
                        .param("needed", desk.approvalsNeeded())
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    Optional<Row> find(DeskId id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id.value())
                .query(DeskRegister::row)
                .optional();
    }

    /// Holds the desk against changes until the transaction ends.
    Optional<Row> findForUpdate(DeskId id) {
        return jdbc.sql(COLUMNS + "where id = :id for update")
                .param("id", id.value())
                .query(DeskRegister::row)
                .optional();
    }

    Optional<Row> platform() {
        return jdbc.sql(COLUMNS + "where platform").query(DeskRegister::row).optional();
    }

    List<Row> all() {
        return jdbc.sql(COLUMNS + "order by platform desc, name, id")
                .query(DeskRegister::row)
                .list();
    }

    List<Row> of(OrganisationId organisation) {
        return jdbc.sql(COLUMNS + "where organisation_id = :organisation order by name")
                .param("organisation", organisation.value())
                .query(DeskRegister::row)
                .list();
    }

    /// False if it is so already.
    boolean activate(DeskId id, boolean active, Instant now) {
        return jdbc.sql("""
                        update ra_desk set closed_at = :closed
                         where id = :id and not platform and (closed_at is null) <> :active
                        """)
                        .param("id", id.value())
                        .param("active", active)
                        .param("closed", active ? null : utc(now))
                        .update()
                == 1;
    }

    void needApprovals(DeskId id, int approvals) {
        jdbc.sql("update ra_desk set approvals_needed = :approvals where id = :id")
                .param("id", id.value())
                .param("approvals", approvals)
                .update();
    }

    /// False if appointed already.
    boolean appoint(DeskId desk, UserId officer, boolean byOperator, UserId actor, Instant now) {
        return jdbc.sql("""
                        insert into ra_officer (id, desk_id, user_id, by_operator, appointed_by, since)
                        values (:id, :desk, :user, :operator, :actor, :now)
                        on conflict do nothing
                        """)
                        .param("id", UUID.randomUUID())
                        .param("desk", desk.value())
                        .param("user", officer.value())
                        .param("operator", byOperator)
                        .param("actor", actor.value())
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    boolean dismiss(DeskId desk, UserId officer, UserId actor, Instant now) {
        return jdbc.sql("""
                        update ra_officer set ended_at = :now, ended_by = :actor
                         where desk_id = :desk and user_id = :user and ended_at is null
                        """)
                        .param("desk", desk.value())
                        .param("user", officer.value())
                        .param("actor", actor.value())
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    List<OfficerRow> officers(DeskId desk) {
        return jdbc.sql("""
                        select desk_id, user_id, by_operator, since
                          from ra_officer where desk_id = :desk and ended_at is null order by since, user_id
                        """)
                .param("desk", desk.value())
                .query(DeskRegister::officer)
                .list();
    }

    List<OfficerRow> appointments(UserId user) {
        return jdbc.sql("""
                        select desk_id, user_id, by_operator, since
                          from ra_officer where user_id = :user and ended_at is null order by since, desk_id
                        """)
                .param("user", user.value())
                .query(DeskRegister::officer)
                .list();
    }

    /// Whether the person was appointed here at any time.
    boolean wasAppointed(DeskId desk, UserId user) {
        return jdbc.sql("select count(*) from ra_officer where desk_id = :desk and user_id = :user")
                        .param("desk", desk.value())
                        .param("user", user.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static Row row(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        var organisation = row.getObject("organisation_id", UUID.class);
        return new Row(
                new DeskId(row.getObject("id", UUID.class)),
                row.getString("name"),
                organisation == null ? null : new OrganisationId(organisation),
                row.getBoolean("platform"),
                row.getInt("approvals_needed"),
                row.getBoolean("active"));
    }

    private static OfficerRow officer(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new OfficerRow(
                new DeskId(row.getObject("desk_id", UUID.class)),
                new UserId(row.getObject("user_id", UUID.class)),
                row.getBoolean("by_operator"),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }
}

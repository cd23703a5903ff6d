package wariin.ra.approval;

import static wariin.ra.desk.Columns.utc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.company.CorporateNumber;
import wariin.identity.UserId;
import wariin.ra.desk.DeskId;
import wariin.ra.request.StandingApprovalId;

/// Standing approvals; a rule never changes, it is only signed, used and revoked.
@Repository
class StandingRegister {

    private static final String COLUMNS = """
            select s.id, s.desk_id, s.name, s.profile, s.organisation, s.organisation_name, s.domains, s.largest,
                   s.used, s.until, s.approvals_needed, s.revoked_at, s.created_at,
                   (select count(*)
                      from ra_approved_standing a
                     where a.standing_id = s.id
                       and exists (select from ra_officer o
                                    where o.desk_id = s.desk_id
                                      and o.user_id = a.officer_id
                                      and o.ended_at is null)) as approvals
              from ra_standing s
            """;

    private final JdbcClient jdbc;

    StandingRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(StandingApproval rule, UserId proposedBy) {
        jdbc.sql("""
                        insert into ra_standing (id, desk_id, name, profile, organisation, organisation_name, domains,
                               largest, used, until, approvals_needed, proposed_by, created_at)
                        values (:id, :desk, :name, :profile, :number, :organisation, :domains, :largest, 0, :until,
                                :needed, :by, :now)
                        """)
                .param("id", rule.id().value())
                .param("desk", rule.desk().value())
                .param("name", rule.name())
                .param("profile", rule.profile())
                .param(
                        "number",
                        rule.organisation() == null ? null : rule.organisation().value())
                .param("organisation", rule.organisationName())
                .param("domains", rule.domains().toArray(String[]::new))
                .param("largest", rule.largest())
                .param("until", utc(rule.until()))
                .param("needed", rule.approvalsNeeded())
                .param("by", proposedBy.value())
                .param("now", utc(rule.createdAt()))
                .update();
    }

    Optional<StandingApproval> find(StandingApprovalId id) {
        return jdbc.sql(COLUMNS + " where s.id = :id")
                .param("id", id.value())
                .query(StandingRegister::row)
                .optional();
    }

    /// Holds the rule until the transaction ends: its number is counted by one at a time.
    Optional<StandingApproval> findForUpdate(StandingApprovalId id) {
        return jdbc.sql(COLUMNS + " where s.id = :id for update of s")
                .param("id", id.value())
                .query(StandingRegister::row)
                .optional();
    }

    Optional<UserId> proposedBy(StandingApprovalId id) {
        return jdbc.sql("select proposed_by from ra_standing where id = :id")
                .param("id", id.value())
                .query(UUID.class)
                .optional()
                .map(UserId::new);
    }

    List<StandingApproval> of(DeskId desk) {
        return jdbc.sql(COLUMNS + " where s.desk_id = :desk order by s.created_at desc, s.id")
                .param("desk", desk.value())
                .query(StandingRegister::row)
                .list();
    }

    /// False if the number is used up.
    boolean use(StandingApprovalId id) {
        return jdbc.sql("update ra_standing set used = used + 1 where id = :id and used < largest")
                        .param("id", id.value())
                        .update()
                == 1;
    }

    boolean revoke(StandingApprovalId id, String actor, Instant now) {
        return jdbc.sql("""
                        update ra_standing set revoked_at = :now, revoked_by = :actor
                         where id = :id and revoked_at is null
                        """)
                        .param("id", id.value())
                        .param("actor", actor)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    private static StandingApproval row(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        var organisation = row.getString("organisation");
        var revoked = row.getObject("revoked_at", OffsetDateTime.class);
        return new StandingApproval(
                new StandingApprovalId(row.getObject("id", UUID.class)),
                new DeskId(row.getObject("desk_id", UUID.class)),
                row.getString("name"),
                row.getString("profile"),
                organisation == null ? null : new CorporateNumber(organisation),
                row.getString("organisation_name"),
                Set.of((String[]) row.getArray("domains").getArray()),
                row.getInt("largest"),
                row.getInt("used"),
                row.getObject("until", OffsetDateTime.class).toInstant(),
                row.getInt("approvals"),
                row.getInt("approvals_needed"),
                revoked == null ? null : revoked.toInstant(),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}

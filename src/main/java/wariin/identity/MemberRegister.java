package wariin.identity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who belongs to which organisation, in which role and department.
@Repository
class MemberRegister {

    private final JdbcClient jdbc;

    MemberRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Accounts.Member> members(OrganisationId organisation) {
        return jdbc.sql("""
                        select u.id, u.email, u.name, u.locale, u.guest, m.role, d.name as department, m.since
                        from identity_member m join identity_user u on u.id = m.user_id
                        left join identity_department d on d.id = m.department_id
                        where m.organisation_id = :organisation order by m.since, u.id
                        """)
                .param("organisation", organisation.value())
                .query((row, _) -> new Accounts.Member(
                        PeopleRegister.user(row),
                        Role.valueOf(row.getString("role")),
                        Optional.ofNullable(row.getString("department")),
                        PeopleRegister.instant(row, "since")))
                .list();
    }

    Optional<Role> role(OrganisationId organisation, UserId user) {
        return jdbc.sql("""
                        select role from identity_member where organisation_id = :organisation and user_id = :user
                        """)
                .param("organisation", organisation.value())
                .param("user", user.value())
                .query((row, _) -> Role.valueOf(row.getString("role")))
                .optional();
    }

    /// Locks the organisation's members against each other, so that two owners cannot both leave.
    void lock(OrganisationId organisation) {
        jdbc.sql("select id from identity_organisation where id = :organisation for update")
                .param("organisation", organisation.value())
                .query(UUID.class)
                .single();
    }

    int owners(OrganisationId organisation) {
        return jdbc.sql("""
                        select count(*) from identity_member where organisation_id = :organisation and role = 'OWNER'
                        """)
                .param("organisation", organisation.value())
                .query(Integer.class)
                .single();
    }

    /// False if the person is a member already.
    boolean add(OrganisationId organisation, UserId user, Role role, @Nullable UUID department, Instant since) {
        return jdbc.sql("""
                        insert into identity_member (organisation_id, user_id, role, department_id, since)
                        values (:organisation, :user, :role, :department, :since)
                        on conflict do nothing
                        """)
                        .param("organisation", organisation.value())
                        .param("user", user.value())
                        .param("role", role.name())
                        .param("department", department)
                        .param("since", since.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void change(OrganisationId organisation, UserId user, Role role, @Nullable UUID department) {
        jdbc.sql("""
                        update identity_member set role = :role, department_id = :department
                        where organisation_id = :organisation and user_id = :user
                        """)
                .param("organisation", organisation.value())
                .param("user", user.value())
                .param("role", role.name())
                .param("department", department)
                .update();
    }

    void remove(OrganisationId organisation, UserId user) {
        jdbc.sql("delete from identity_member where organisation_id = :organisation and user_id = :user")
                .param("organisation", organisation.value())
                .param("user", user.value())
                .update();
    }

    List<Organisations.Department> departments(OrganisationId organisation) {
        return jdbc.sql("""
                        select id, name from identity_department where organisation_id = :organisation order by name
                        """)
                .param("organisation", organisation.value())
                .query((row, _) -> new Organisations.Department(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }

    boolean addDepartment(UUID id, OrganisationId organisation, String name) {
        return jdbc.sql("""
                        insert into identity_department (id, organisation_id, name) values (:id, :organisation, :name)
                        on conflict do nothing
                        """)
                        .param("id", id)
                        .param("organisation", organisation.value())
                        .param("name", name)
                        .update()
                == 1;
    }

    void removeDepartment(OrganisationId organisation, UUID id) {
        for (var table : List.of("identity_member", "identity_invitation")) {
            jdbc.sql("update " + table + " set department_id = null"
                            + " where organisation_id = :organisation and department_id = :id")
                    .param("organisation", organisation.value())
                    .param("id", id)
                    .update();
        }
        jdbc.sql("delete from identity_department where organisation_id = :organisation and id = :id")
                .param("organisation", organisation.value())
                .param("id", id)
                .update();
    }
}

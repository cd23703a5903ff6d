package wariin.ra;

import static wariin.ra.desk.Columns.utc;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.company.CorporateNumber;
import wariin.identity.UserId;
import wariin.ra.desk.DeskId;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestState;
import wariin.ra.request.StoredRequest;

/// Requests as lists and figures.
@Repository
class RequestSearchRegister {

    private final JdbcClient jdbc;
    private final RequestRows rows;

    RequestSearchRegister(JdbcClient jdbc, RequestRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    List<StoredRequest> ofPerson(UserId user, String email, int most) {
        return jdbc.sql(RequestRows.SELECT + """
                         where r.applicant_id = :user or g.email = :email
                         order by r.created_at desc, r.id limit :most
                        """)
                .param("user", user.value())
                .param("email", email)
                .param("most", most)
                .query(rows)
                .list();
    }

    List<StoredRequest> atDesk(DeskId desk, Set<RequestState> states, String search, int offset, int limit) {
        var wanted = states.isEmpty() ? EnumSet.allOf(RequestState.class) : states;
        return jdbc.sql(RequestRows.SELECT + """
                         where r.desk_id = :desk
                           and r.state in (:states)
                           and (:search = '' or g.common_name ilike :like or g.email ilike :like
                                or g.organisation_name ilike :like or g.organisation = :search)
                         order by r.due_on nulls last, r.changed_at desc, r.id
                        offset :offset limit :limit
                        """)
                .param("desk", desk.value())
                .param("states", wanted.stream().map(Enum::name).toList())
                .param("search", search)
                .param("like", "%" + search.replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .param("offset", offset)
                .param("limit", limit)
                .query(rows)
                .list();
    }

    List<RequestId> checked(DeskId desk, int most) {
        return jdbc.sql("""
                        select id from ra_request
                         where desk_id = :desk and state = 'CHECKED'
                         order by due_on nulls last, changed_at, id limit :most
                        """).param("desk", desk.value()).param("most", most).query(UUID.class).list().stream()
                .map(RequestId::new)
                .toList();
    }

    List<StoredRequest> ofOrganisation(CorporateNumber number, int most) {
        return jdbc.sql(RequestRows.SELECT + """
                         where g.organisation = :number
                           and r.state in ('ISSUED', 'DELIVERED', 'SUSPENDED', 'REVOKED')
                         order by r.created_at desc, r.id limit :most
                        """)
                .param("number", number.value())
                .param("most", most)
                .query(rows)
                .list();
    }

    Map<RequestState, Integer> counts(DeskId desk) {
        var counts = new EnumMap<RequestState, Integer>(RequestState.class);
        jdbc.sql("select state, count(*) as many from ra_request where desk_id = :desk group by state")
                .param("desk", desk.value())
                .query(row -> {
                    counts.put(RequestState.valueOf(row.getString("state")), row.getInt("many"));
                });
        return counts;
    }

    int overdue(DeskId desk, LocalDate today) {
        return jdbc.sql("""
                        select count(*) from ra_request
                         where desk_id = :desk and due_on < :today and state in ('SUBMITTED', 'CHECKED')
                        """)
                .param("desk", desk.value())
                .param("today", today)
                .query(Integer.class)
                .single();
    }

    int endingSoon(DeskId desk, Instant now, Instant soon) {
        return jdbc.sql("""
                        select count(*) from ra_request r
                         where r.desk_id = :desk and r.state in ('ISSUED', 'DELIVERED')
                           and r.not_after between :now and :soon
                           and not exists (select from ra_request n
                                            where n.replaces_id = r.id and n.state not in ('REFUSED', 'WITHDRAWN'))
                        """)
                .param("desk", desk.value())
                .param("now", utc(now))
                .param("soon", utc(soon))
                .query(Integer.class)
                .single();
    }
}

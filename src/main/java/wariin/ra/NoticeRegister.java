package wariin.ra;

import static wariin.ra.desk.Columns.utc;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.ra.request.RequestId;

/// Who was told that a certificate ends, at which step; each step once.
@Repository
class NoticeRegister {

    private final JdbcClient jdbc;

    NoticeRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Certificates that end before then, that nothing takes the place of, and of which this step was not told. What
    /// programs hold, programs renew.
    List<RequestId> due(int days, Instant now, Instant before, int most) {
        return jdbc
                .sql("""
                        select r.id from ra_request r
                         where r.state in ('ISSUED', 'DELIVERED') and r.standing_id is null
                           and r.not_after > :now and r.not_after <= :before
                           and not exists (select from ra_request n
                                            where n.replaces_id = r.id and n.state not in ('REFUSED', 'WITHDRAWN'))
                           and not exists (select from ra_notice t where t.request_id = r.id and t.days <= :days)
                         order by r.not_after limit :most
                        """)
                .param("days", days)
                .param("now", utc(now))
                .param("before", utc(before))
                .param("most", most)
                .query(UUID.class)
                .list()
                .stream()
                .map(RequestId::new)
                .toList();
    }

    /// False if somebody was faster.
    boolean note(RequestId id, int days, Instant now) {
        return jdbc.sql("""
                        insert into ra_notice (request_id, days, sent_at) values (:id, :days, :now)
                        on conflict do nothing
                        """)
                        .param("id", id.value())
                        .param("days", days)
                        .param("now", utc(now))
                        .update()
                == 1;
    }
}

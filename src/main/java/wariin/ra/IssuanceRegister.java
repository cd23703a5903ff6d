package wariin.ra;

import static wariin.ra.desk.Columns.utc;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.ra.request.RequestId;
import wariin.ra.request.StandingApprovalId;
import wariin.x509.SerialNumber;

/// Which requests wait for the platform: to be issued, prepared again, told of, or to lapse.
@Repository
class IssuanceRegister {

    private final JdbcClient jdbc;

    IssuanceRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Approved and not issued since before then: something broke off, or it was begun.
    List<RequestId> unfinished(Instant before, int most) {
        return ids("""
                select r.id from ra_request r join ra_desk d on d.id = r.desk_id
                 where r.state = 'APPROVED' and d.closed_at is null
                   and (r.begun_at < :before or r.begun_at is null and r.key_origin <> 'PICK_UP'
                                                and r.changed_at < :before)
                 order by r.changed_at limit :most
                """, before, most);
    }

    /// Checked so long ago that nobody may sign the body any more.
    List<RequestId> outdated(Instant before, int most) {
        return ids("""
                select r.id from ra_request r join ra_desk d on d.id = r.desk_id
                 where r.state = 'CHECKED' and d.closed_at is null and r.key_origin <> 'PICK_UP'
                   and r.prepared_at <= :before
                 order by r.prepared_at limit :most
                """, before, most);
    }

    private List<RequestId> ids(String sql, Instant before, int most) {
        return jdbc.sql(sql).param("before", utc(before)).param("most", most).query(UUID.class).list().stream()
                .map(RequestId::new)
                .toList();
    }

    List<RequestId> lapsed(LocalDate today, int most) {
        return jdbc.sql("""
                        select id from ra_request
                         where state in ('DRAFT', 'QUESTIONED', 'APPROVED') and due_on < :today and begun_at is null
                           and (state <> 'APPROVED' or key_origin = 'PICK_UP')
                         order by due_on limit :most
                        """).param("today", today).param("most", most).query(UUID.class).list().stream()
                .map(RequestId::new)
                .toList();
    }

    /// Ended without a certificate before then, and still with a name.
    List<RequestId> forgettable(Instant before, int most) {
        return ids("""
                select r.id from ra_request r join ra_registrant g on g.request_id = r.id
                 where r.state in ('REFUSED', 'WITHDRAWN') and r.changed_at < :before and g.erased_at is null
                 order by r.changed_at limit :most
                """, before, most);
    }

    /// The intent of a body whose number the authority gave up is taken back.
    void giveUp(RequestId id) {
        jdbc.sql("update ra_request set begun_at = null where id = :id and state = 'APPROVED'")
                .param("id", id.value())
                .update();
    }

    Optional<RequestId> withSerial(SerialNumber serial) {
        return jdbc.sql("select id from ra_request where serial = :serial")
                .param("serial", serial.toString())
                .query(UUID.class)
                .optional()
                .map(RequestId::new);
    }

    /// Another request that takes the place of this one, or asks to.
    Optional<RequestId> successor(RequestId id) {
        return jdbc.sql("""
                        select id from ra_request
                         where replaces_id = :id and state not in ('REFUSED', 'WITHDRAWN') limit 1
                        """)
                .param("id", id.value())
                .query(UUID.class)
                .optional()
                .map(RequestId::new);
    }

    /// The first request of the program that had this key under this rule before.
    Optional<RequestId> originOfKey(StandingApprovalId standing, byte[] publicKey) {
        return jdbc.sql("""
                        select origin_id from ra_request
                         where sha256(public_key) = sha256(:key) and public_key = :key and standing_id = :standing
                         order by created_at limit 1
                        """)
                .param("key", publicKey)
                .param("standing", standing.value())
                .query(UUID.class)
                .optional()
                .map(RequestId::new);
    }

    /// A request of the program with this key under this rule that is still open.
    Optional<RequestId> openOfKey(StandingApprovalId standing, byte[] publicKey) {
        return jdbc.sql("""
                        select id from ra_request
                         where sha256(public_key) = sha256(:key) and public_key = :key and standing_id = :standing
                           and state in ('SUBMITTED', 'QUESTIONED', 'CHECKED', 'APPROVED')
                         order by created_at limit 1
                        """)
                .param("key", publicKey)
                .param("standing", standing.value())
                .query(UUID.class)
                .optional()
                .map(RequestId::new);
    }

    /// A request that officers approved beforehand, by a rule: with its body at once.
    void approveByRule(RequestId id, Instant now) {
        jdbc.sql("""
                        update ra_request set state = 'APPROVED', begun_at = :now, due_on = null
                         where id = :id and state = 'SUBMITTED' and standing_id is not null
                        """).param("id", id.value()).param("now", utc(now)).update();
    }
}

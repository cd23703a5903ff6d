package wariin.ra.notice;

import static wariin.ra.desk.Columns.utc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.identity.UserId;
import wariin.ra.desk.DeskId;
import wariin.ra.request.RequestId;

/// What officers are to be told of, and when they were told last.
@Repository
class WorkNoticeRegister {

    /// An officer of a desk.
    record Post(DeskId desk, UserId officer) {}

    /// How much of what was noted still waits for this officer.
    record Counts(int evidence, int approvals, int revocations, int scope) {

        boolean none() {
            return evidence + approvals + revocations + scope == 0;
        }
    }

    private final JdbcClient jdbc;

    WorkNoticeRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// For each officer of the desk who wants to know and does not know yet; the same subject once.
    void add(
            DeskId desk,
            WorkNotices.Kind kind,
            String subject,
            @Nullable RequestId request,
            Set<UUID> knowing,
            Instant now) {
        jdbc.sql("""
                        insert into ra_work_notice (desk_id, user_id, kind, subject, request_id, noted_at)
                        select o.desk_id, o.user_id, :kind, :subject, cast(:request as uuid), :now
                          from ra_officer o
                          left join ra_work_digest d on d.desk_id = o.desk_id and d.user_id = o.user_id
                         where o.desk_id = :desk and o.ended_at is null and coalesce(d.wanted, true)
                           and o.user_id <> all (:knowing)
                            on conflict do nothing
                        """)
                .param("desk", desk.value())
                .param("kind", kind.name())
                .param("subject", subject)
                .param("request", request == null ? null : request.value())
                .param("knowing", knowing.toArray(UUID[]::new))
                .param("now", utc(now))
                .update();
    }

    /// The request at a desk that a certificate was issued for.
    Optional<RequestId> withSerial(String serial) {
        return jdbc.sql("select id from ra_request where serial = :serial")
                .param("serial", serial)
                .query(UUID.class)
                .optional()
                .map(RequestId::new);
    }

    Optional<DeskId> deskOf(RequestId request) {
        return jdbc.sql("select desk_id from ra_request where id = :id")
                .param("id", request.value())
                .query(UUID.class)
                .optional()
                .map(DeskId::new);
    }

    /// Officers for whom something was noted and who were told nothing since then.
    List<Post> due(Instant before) {
        return jdbc.sql("""
                        select distinct n.desk_id, n.user_id
                          from ra_work_notice n
                          left join ra_work_digest d on d.desk_id = n.desk_id and d.user_id = n.user_id
                         where n.told_at is null and coalesce(d.wanted, true)
                           and (d.sent_at is null or d.sent_at <= :before)
                        """)
                .param("before", utc(before))
                .query((row, _) -> new Post(
                        new DeskId(row.getObject("desk_id", UUID.class)),
                        new UserId(row.getObject("user_id", UUID.class))))
                .list();
    }

    /// Holds the officer's mails until the transaction ends. False if somebody was faster, or they are not wanted.
    boolean take(Post post, Instant before) {
        jdbc.sql("""
                        insert into ra_work_digest (desk_id, user_id, wanted) values (:desk, :user, true)
                        on conflict do nothing
                        """)
                .param("desk", post.desk().value())
                .param("user", post.officer().value())
                .update();
        return jdbc.sql("""
                        select 1 from ra_work_digest
                         where desk_id = :desk and user_id = :user and wanted
                           and (sent_at is null or sent_at <= :before)
                           for update
                        """)
                .param("desk", post.desk().value())
                .param("user", post.officer().value())
                .param("before", utc(before))
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    Counts counts(Post post) {
        return jdbc.sql("""
                        select count(distinct n.request_id)
                                   filter (where n.kind = 'EVIDENCE' and r.state = 'SUBMITTED') as evidence,
                               count(distinct n.request_id)
                                   filter (where n.kind = 'APPROVAL' and r.state = 'CHECKED' and not exists (
                                       select from ra_approved_body b
                                        where b.request_id = r.id and b.body_number = r.body_number
                                          and b.officer_id = n.user_id)) as approvals,
                               count(*) filter (where n.kind = 'REVOCATION' and r.state <> 'REVOKED') as revocations,
                               count(*)
                                   filter (where n.kind = 'SCOPE' and exists (
                                       select from ra_scope s
                                        where s.id = cast(n.subject as uuid) and s.ended_at is null)) as scope
                          from ra_work_notice n
                          left join ra_request r on r.id = n.request_id
                         where n.desk_id = :desk and n.user_id = :user and n.told_at is null
                        """)
                .param("desk", post.desk().value())
                .param("user", post.officer().value())
                .query((row, _) -> new Counts(
                        row.getInt("evidence"),
                        row.getInt("approvals"),
                        row.getInt("revocations"),
                        row.getInt("scope")))
                .single();
    }

    void told(Post post, boolean sent, Instant now) {
        jdbc.sql("""
                        update ra_work_notice set told_at = :now
                         where desk_id = :desk and user_id = :user and told_at is null
                        """)
                .param("desk", post.desk().value())
                .param("user", post.officer().value())
                .param("now", utc(now))
                .update();
        if (!sent) return;
        jdbc.sql("update ra_work_digest set sent_at = :now where desk_id = :desk and user_id = :user")
                .param("desk", post.desk().value())
                .param("user", post.officer().value())
                .param("now", utc(now))
                .update();
    }

    boolean wanted(Post post) {
        return jdbc.sql("select wanted from ra_work_digest where desk_id = :desk and user_id = :user")
                .param("desk", post.desk().value())
                .param("user", post.officer().value())
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    /// False if it is so already. Who wants no mails is to be told of nothing that waits now.
    boolean want(Post post, boolean wanted) {
        if (!wanted) {
            jdbc.sql("delete from ra_work_notice where desk_id = :desk and user_id = :user and told_at is null")
                    .param("desk", post.desk().value())
                    .param("user", post.officer().value())
                    .update();
        }
        return jdbc.sql("""
                        insert into ra_work_digest as d (desk_id, user_id, wanted) values (:desk, :user, :wanted)
                        on conflict (desk_id, user_id) do update set wanted = :wanted where d.wanted <> :wanted
                        """)
                        .param("desk", post.desk().value())
                        .param("user", post.officer().value())
                        .param("wanted", wanted)
                        .update()
                == 1;
    }

    void forget(Instant before) {
        jdbc.sql("delete from ra_work_notice where told_at < :before")
                .param("before", utc(before))
                .update();
    }
}

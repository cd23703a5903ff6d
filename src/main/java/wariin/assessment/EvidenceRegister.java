package wariin.assessment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.assessment.EvidenceDisclosure.Shown;
import wariin.assessment.EvidenceItem.Kind;
import wariin.identity.OrganisationId;
import wariin.register.ServiceId;

/// Evidence, where it is shown, and what of it the public may see. Nothing is overwritten.
@Repository
class EvidenceRegister {

    private static final String LINKS = """
            select l.criterion, l.place, l.linked_at,
                   e.id, e.kind, e.title, e.file_name, e.media_type, e.sha256, e.length, e.service_id,
                   e.evidence_date, e.valid_until, e.publishable, e.supersedes, e.uploaded_at, e.uploaded_by,
                   d.shown, d.text as shown_text, d.file_name as shown_name, d.media_type as shown_type,
                   d.sha256 as shown_sha256, d.length as shown_length,
                   exists (select
                             from assessment_evidence n
                             join assessment_evidence_link o on o.evidence_id = n.id
                            where n.supersedes = e.id
                              and o.case_id = l.case_id
                              and o.criterion = l.criterion) as superseded
              from assessment_evidence_link l
              join assessment_evidence e on e.id = l.evidence_id
              left join lateral (select shown, text, file_name, media_type, sha256, length
                                   from assessment_disclosure m
                                  where m.case_id = l.case_id
                                    and m.criterion = l.criterion
                                    and m.evidence_id = l.evidence_id
                                  order by m.number desc
                                  limit 1) d on true
             where l.case_id = :case
            """;

    private final JdbcClient jdbc;

    EvidenceRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// All evidence of a case beside its criteria, superseded versions too, oldest first.
    List<EvidenceLink> links(CaseId id) {
        return jdbc.sql(LINKS + " order by l.criterion, l.linked_at, e.uploaded_at, e.id")
                .param("case", id.value())
                .query(EvidenceRegister::link)
                .list();
    }

    /// The same for one piece of evidence, by criterion.
    List<EvidenceLink> links(CaseId id, EvidenceId evidence) {
        return jdbc.sql(LINKS + " and e.id = :evidence order by l.criterion")
                .param("case", id.value())
                .param("evidence", evidence.value())
                .query(EvidenceRegister::link)
                .list();
    }

    /// The evidence of a case that has this content and is not superseded.
    Optional<EvidenceId> holding(CaseId id, String sha256) {
        return jdbc.sql("""
                        select e.id
                          from assessment_evidence e
                         where e.sha256 = :sha256
                           and exists (select
                                         from assessment_evidence_link l
                                        where l.evidence_id = e.id and l.case_id = :case)
                           and not exists (select
                                             from assessment_evidence n
                                            where n.supersedes = e.id and n.case_id = :case)
                         order by e.uploaded_at
                         limit 1
                        """)
                .param("case", id.value())
                .param("sha256", sha256)
                .query(UUID.class)
                .optional()
                .map(EvidenceId::new);
    }

    boolean superseded(CaseId id, EvidenceId evidence) {
        return jdbc.sql("select exists (select from assessment_evidence where case_id = :case and supersedes = :id)")
                .param("case", id.value())
                .param("id", evidence.value())
                .query(Boolean.class)
                .single();
    }

    void add(CaseId id, OrganisationId owner, EvidenceItem item) {
        var registration = item.registration();
        jdbc.sql("""
                insert into assessment_evidence
                       (id, case_id, owner_id, kind, title, file_name, media_type, sha256, length, service_id,
                        evidence_date, valid_until, publishable, supersedes, uploaded_at, uploaded_by)
                values (:id, :case, :owner, :kind, :title, :name, :type, nullif(:sha256, ''), :length, :service,
                        :date, :until, :publishable, :supersedes, :at, :by)
                """)
                .param("id", item.id().value())
                .param("case", id.value())
                .param("owner", owner.value())
                .param("kind", item.kind().name())
                .param("title", item.title())
                .param("name", item.file().name())
                .param("type", item.file().mediaType())
                .param("sha256", item.file().sha256())
                .param("length", item.file().length())
                .param("service", registration == null ? null : registration.value())
                .param("date", item.evidenceDate())
                .param("until", item.validUntil())
                .param("publishable", item.publishable())
                .param(
                        "supersedes",
                        item.supersedes() == null ? null : item.supersedes().value())
                .param("at", item.uploadedAt().atOffset(ZoneOffset.UTC))
                .param("by", item.uploadedBy())
                .update();
    }

    /// False if it is shown there already.
    boolean link(CaseId id, String criterion, EvidenceId evidence, String place, String by, Instant now) {
        return jdbc.sql("""
                        insert into assessment_evidence_link
                               (case_id, criterion, evidence_id, place, linked_at, linked_by)
                        values (:case, :criterion, :evidence, :place, :now, :by)
                        on conflict do nothing
                        """)
                        .param("case", id.value())
                        .param("criterion", criterion)
                        .param("evidence", evidence.value())
                        .param("place", place)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("by", by)
                        .update()
                == 1;
    }

    void disclose(CaseId id, String criterion, EvidenceId evidence, EvidenceDisclosure marked, String by, Instant now) {
        var file = marked.file();
        jdbc.sql("""
                insert into assessment_disclosure
                       (case_id, criterion, evidence_id, number, shown, text, file_name, media_type, sha256, length,
                        marked_at, marked_by)
                values (:case, :criterion, :evidence,
                        (select coalesce(max(number), 0) + 1
                           from assessment_disclosure
                          where case_id = :case and criterion = :criterion and evidence_id = :evidence),
                        :shown, :text, :name, :type, :sha256, :length, :now, :by)
                """)
                .param("case", id.value())
                .param("criterion", criterion)
                .param("evidence", evidence.value())
                .param("shown", marked.shown().name())
                .param("text", marked.text())
                .param("name", file == null ? null : file.name())
                .param("type", file == null ? null : file.mediaType())
                .param("sha256", file == null ? null : file.sha256())
                .param("length", file == null ? null : file.length())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
    }

    private static EvidenceLink link(ResultSet row, int number) throws SQLException {
        return new EvidenceLink(
                row.getString("criterion"),
                row.getString("place"),
                item(row),
                disclosure(row),
                row.getBoolean("superseded"));
    }

    private static EvidenceItem item(ResultSet row) throws SQLException {
        var supersedes = row.getObject("supersedes", UUID.class);
        var service = row.getObject("service_id", UUID.class);
        var sha256 = row.getString("sha256");
        return new EvidenceItem(
                new EvidenceId(row.getObject("id", UUID.class)),
                Kind.valueOf(row.getString("kind")),
                row.getString("title"),
                new EvidenceFile(
                        row.getString("file_name"),
                        row.getString("media_type"),
                        sha256 == null ? "" : sha256,
                        row.getLong("length")),
                service == null ? null : new ServiceId(service),
                row.getObject("evidence_date", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                row.getBoolean("publishable"),
                row.getObject("uploaded_at", OffsetDateTime.class).toInstant(),
                row.getString("uploaded_by"),
                supersedes == null ? null : new EvidenceId(supersedes));
    }

    private static EvidenceDisclosure disclosure(ResultSet row) throws SQLException {
        var shown = row.getString("shown");
        return shown == null
                ? EvidenceDisclosure.SECRET
                : new EvidenceDisclosure(Shown.valueOf(shown), row.getString("shown_text"), shownFile(row));
    }

    private static @Nullable EvidenceFile shownFile(ResultSet row) throws SQLException {
        var sha256 = row.getString("shown_sha256");
        return sha256 == null
                ? null
                : new EvidenceFile(
                        row.getString("shown_name"), row.getString("shown_type"), sha256, row.getLong("shown_length"));
    }
}

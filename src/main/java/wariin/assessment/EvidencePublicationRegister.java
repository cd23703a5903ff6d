package wariin.assessment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.assessment.EvidencePublications.Published;
import wariin.identity.OrganisationId;
import wariin.register.ServiceId;

/// What of the evidence is public. A row names the bytes that may be shown.
@Repository
class EvidencePublicationRegister {

    /// A file and whose service it belongs to.
    record PublicFile(ServiceId service, OrganisationId owner, EvidenceFile file) {}

    private final JdbcClient jdbc;

    EvidencePublicationRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Case item, EvidenceId evidence, Published published, Instant now) {
        var file = published.file();
        var service = item.service();
        jdbc.sql("""
                insert into assessment_publication
                       (id, case_id, service_id, criterion, evidence_id, owner_id, title, text, file_name, media_type,
                        sha256, length, evidence_date, published_at)
                values (:id, :case, :service, :criterion, :evidence, :owner, :title, :text, :name, :type,
                        :sha256, :length, :date, :now)
                on conflict (case_id, criterion, evidence_id) do nothing
                """)
                .param("id", published.id())
                .param("case", item.id().value())
                .param("service", service == null ? null : service.value())
                .param("criterion", published.criterion())
                .param("evidence", evidence.value())
                .param("owner", item.applicant().value())
                .param("title", published.title())
                .param("text", published.text())
                .param("name", file == null ? null : file.name())
                .param("type", file == null ? null : file.mediaType())
                .param("sha256", file == null ? null : file.sha256())
                .param("length", file == null ? null : file.length())
                .param("date", published.evidenceDate())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Of each criterion what the newest case published.
    List<Published> of(ServiceId service) {
        return jdbc.sql("""
                        select p.id, p.criterion, p.title, p.text, p.file_name, p.media_type, p.sha256, p.length,
                               p.evidence_date
                          from assessment_publication p
                         where p.service_id = :service
                           and not exists (select
                                             from assessment_publication n
                                            where n.service_id = p.service_id
                                              and n.criterion = p.criterion
                                              and n.case_id <> p.case_id
                                              and n.published_at > p.published_at)
                         order by p.criterion, p.evidence_date, p.title
                        """)
                .param("service", service.value())
                .query(EvidencePublicationRegister::published)
                .list();
    }

    Optional<PublicFile> find(UUID publication) {
        return jdbc.sql("""
                        select service_id, owner_id, file_name, media_type, sha256, length
                          from assessment_publication
                         where id = :id
                           and sha256 is not null
                        """)
                .param("id", publication)
                .query((row, _) -> new PublicFile(
                        new ServiceId(row.getObject("service_id", UUID.class)),
                        new OrganisationId(row.getObject("owner_id", UUID.class)),
                        file(row)))
                .optional();
    }

    private static Published published(ResultSet row, int number) throws SQLException {
        return new Published(
                row.getObject("id", UUID.class),
                row.getString("criterion"),
                row.getString("title"),
                row.getString("text"),
                row.getString("sha256") == null ? null : file(row),
                row.getObject("evidence_date", LocalDate.class));
    }

    private static EvidenceFile file(ResultSet row) throws SQLException {
        return new EvidenceFile(
                row.getString("file_name"),
                row.getString("media_type"),
                row.getString("sha256"),
                row.getLong("length"));
    }
}

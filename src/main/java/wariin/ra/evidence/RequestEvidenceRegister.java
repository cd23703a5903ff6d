package wariin.ra.evidence;

import static wariin.ra.desk.Columns.utc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.identity.UserId;
import wariin.ra.desk.DeskId;
import wariin.ra.desk.EvidenceAbout;
import wariin.ra.desk.EvidenceClock;
import wariin.ra.request.RequestId;
import wariin.vault.ContentHash;

/// What was verified at desks, about whom, and until when it counts.
@Repository
class RequestEvidenceRegister {

    private static final String COLUMNS = """
            select id, about, method, subject, verifier_id, verified_at, reference, file_name, erased_at,
                   verdict, signer_subject, signer_issuer, signer_serial, document_sha256
              from ra_evidence
            """;

    private final JdbcClient jdbc;

    RequestEvidenceRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(DeskId desk, RequestId request, RequestEvidence evidence, @Nullable ContentHash file) {
        var machine = evidence.machine();
        jdbc.sql("""
                        insert into ra_evidence (id, desk_id, request_id, about, method, subject, verifier_id,
                               verified_at, reference, file_name, file_hash, verdict, signer_subject, signer_issuer,
                               signer_serial, document_sha256)
                        values (:id, :desk, :request, :about, :method, :subject, :verifier, :at, :reference, :name,
                                :hash, :verdict, :signer, :issuer, :serial, :document)
                        """)
                .param("id", evidence.id())
                .param("desk", desk.value())
                .param("request", request.value())
                .param("about", evidence.about().name())
                .param("method", evidence.method().name())
                .param("subject", evidence.subject())
                .param(
                        "verifier",
                        evidence.verifier() == null ? null : evidence.verifier().value())
                .param("at", utc(evidence.verifiedAt()))
                .param("reference", evidence.reference())
                .param("name", evidence.file())
                .param("hash", file == null ? null : file.bytes(), java.sql.Types.BINARY)
                .param("verdict", machine == null ? null : machine.verdict())
                .param("signer", machine == null ? null : machine.subject())
                .param("issuer", machine == null ? null : machine.issuer())
                .param("serial", machine == null ? null : machine.serial())
                .param("document", machine == null ? null : machine.documentSha256())
                .update();
    }

    /// About any of these subjects at this desk, newest first.
    List<RequestEvidence> about(DeskId desk, List<String> subjects) {
        if (subjects.isEmpty()) return List.of();
        return jdbc.sql(COLUMNS + """
                         where desk_id = :desk and subject in (:subjects) order by verified_at desc, id
                        """)
                .param("desk", desk.value())
                .param("subjects", subjects)
                .query(RequestEvidenceRegister::row)
                .list();
    }

    Optional<RequestEvidence> find(DeskId desk, UUID id) {
        return jdbc.sql(COLUMNS + " where desk_id = :desk and id = :id")
                .param("desk", desk.value())
                .param("id", id)
                .query(RequestEvidenceRegister::row)
                .optional();
    }

    Optional<ContentHash> file(DeskId desk, UUID id) {
        return jdbc.sql(
                        "select file_hash from ra_evidence where desk_id = :desk and id = :id and file_hash is not null")
                .param("desk", desk.value())
                .param("id", id)
                .query((row, _) -> ContentHash.of(row.getBytes("file_hash")))
                .optional();
    }

    /// Method, verifier, time and verdict stay; whose certificate it was goes with the file.
    boolean erase(DeskId desk, UUID id, Instant now) {
        return jdbc.sql("""
                        update ra_evidence
                           set reference = '', file_name = null, file_hash = null, erased_at = :now,
                               signer_subject = null, signer_issuer = null, signer_serial = null
                         where desk_id = :desk and id = :id and erased_at is null
                        """)
                        .param("desk", desk.value())
                        .param("id", id)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    private static RequestEvidence row(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        var about = EvidenceAbout.valueOf(row.getString("about"));
        var verifier = row.getObject("verifier_id", UUID.class);
        var at = row.getObject("verified_at", OffsetDateTime.class).toInstant();
        var erased = row.getObject("erased_at", OffsetDateTime.class);
        return new RequestEvidence(
                row.getObject("id", UUID.class),
                about,
                EvidenceMethod.valueOf(row.getString("method")),
                row.getString("subject"),
                verifier == null ? null : new UserId(verifier),
                at,
                EvidenceClock.until(about, at),
                row.getString("reference"),
                row.getString("file_name"),
                machine(row),
                erased == null ? null : erased.toInstant());
    }

    private static @Nullable MachineCheck machine(java.sql.ResultSet row) throws java.sql.SQLException {
        var verdict = row.getString("verdict");
        return verdict == null
                ? null
                : new MachineCheck(
                        verdict,
                        Objects.requireNonNullElse(row.getString("signer_subject"), ""),
                        Objects.requireNonNullElse(row.getString("signer_issuer"), ""),
                        Objects.requireNonNullElse(row.getString("signer_serial"), ""),
                        row.getString("document_sha256"));
    }
}

package wariin.ra;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import wariin.ca.application.PreparedCertificate;
import wariin.company.CorporateNumber;
import wariin.identity.UserId;
import wariin.ra.desk.DeskId;
import wariin.ra.refusal.CheckFinding;
import wariin.ra.request.BulkId;
import wariin.ra.request.CertificateRequest;
import wariin.ra.request.KeyOrigin;
import wariin.ra.request.Registrant;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestKind;
import wariin.ra.request.RequestState;
import wariin.ra.request.Sha256;
import wariin.ra.request.StandingApprovalId;
import wariin.ra.request.StoredRequest;
import wariin.x509.SerialNumber;

/// Reads requests out of rows, and knows which columns that needs.
@Component
class RequestRows implements RowMapper<StoredRequest> {

    /// Approvals are counted for the body that stands, of officers who are still appointed.
    static final String SELECT = """
            select r.id, r.desk_id, r.origin_id, r.kind, r.profile, r.key_origin, r.state, r.applicant_id, r.entered_by,
                   r.certification_request, r.public_key, r.validity, r.findings, r.note, r.body,
                   r.body_sha256, r.body_number, r.prepared_at, r.begun_at, r.serial, r.issuer, r.not_before,
                   r.not_after, r.replaces_id, r.standing_id, r.bulk_id, r.created_at, r.changed_at, r.due_on,
                   d.approvals_needed, g.common_name, g.given_name, g.surname, g.pseudonym, g.title, g.organisation,
                   g.organisation_name, g.email, g.dns_names,
                   (select count(*)
                      from ra_approved_body b
                     where b.request_id = r.id
                       and b.body_number = r.body_number
                       and b.body_sha256 = r.body_sha256
                       and exists (select from ra_officer o
                                    where o.desk_id = r.desk_id
                                      and o.user_id = b.officer_id
                                      and o.ended_at is null)) as approvals
              from ra_request r
              join ra_desk d on d.id = r.desk_id
              join ra_registrant g on g.request_id = r.id
            """;

    private static final TypeReference<List<CheckFinding>> FINDINGS = new TypeReference<>() {};

    private final JsonMapper json;

    RequestRows(JsonMapper json) {
        this.json = json;
    }

    String written(List<CheckFinding> findings) {
        return json.writeValueAsString(findings);
    }

    @Override
    public StoredRequest mapRow(ResultSet row, int number) throws SQLException {
        var standing = row.getObject("standing_id", UUID.class);
        return new StoredRequest(
                request(row),
                new RequestId(row.getObject("origin_id", UUID.class)),
                row.getBytes("certification_request"),
                row.getBytes("public_key"),
                body(row),
                row.getBytes("body_sha256"),
                row.getInt("body_number"),
                instant(row, "prepared_at"),
                instant(row, "begun_at"),
                standing == null ? null : new StandingApprovalId(standing));
    }

    private CertificateRequest request(ResultSet row) throws SQLException {
        var validity = row.getObject("validity", Long.class);
        var serial = row.getString("serial");
        var sha256 = row.getBytes("body_sha256");
        var replaces = row.getObject("replaces_id", UUID.class);
        var bulk = row.getObject("bulk_id", UUID.class);
        return new CertificateRequest(
                new RequestId(row.getObject("id", UUID.class)),
                new DeskId(row.getObject("desk_id", UUID.class)),
                RequestKind.valueOf(row.getString("kind")),
                row.getString("profile"),
                registrant(row),
                KeyOrigin.valueOf(row.getString("key_origin")),
                validity == null ? null : Duration.ofSeconds(validity),
                RequestState.valueOf(row.getString("state")),
                user(row, "applicant_id"),
                user(row, "entered_by"),
                row.getInt("approvals"),
                row.getInt("approvals_needed"),
                json.readValue(row.getString("findings"), FINDINGS),
                sha256 == null ? null : Sha256.hex(sha256),
                serial == null ? null : SerialNumber.of(serial),
                instant(row, "not_after"),
                replaces == null ? null : new RequestId(replaces),
                bulk == null ? null : new BulkId(bulk),
                row.getString("note"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getObject("due_on", LocalDate.class));
    }

    private static Registrant registrant(ResultSet row) throws SQLException {
        var number = row.getString("organisation");
        return new Registrant(
                row.getString("common_name"),
                row.getString("given_name"),
                row.getString("surname"),
                row.getString("pseudonym"),
                row.getString("title"),
                number == null ? null : new CorporateNumber(number),
                row.getString("organisation_name"),
                row.getString("email"),
                List.of((String[]) row.getArray("dns_names").getArray()));
    }

    private static @Nullable PreparedCertificate body(ResultSet row) throws SQLException {
        var body = row.getBytes("body");
        if (body == null) return null;
        var applicant = row.getString("applicant_id");
        return new PreparedCertificate(
                SerialNumber.of(row.getString("serial")),
                row.getString("issuer"),
                row.getString("profile"),
                applicant == null ? "registrant:" + row.getString("origin_id") : applicant,
                body,
                row.getObject("not_before", OffsetDateTime.class).toInstant(),
                row.getObject("not_after", OffsetDateTime.class).toInstant());
    }

    private static @Nullable UserId user(ResultSet row, String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new UserId(id);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}

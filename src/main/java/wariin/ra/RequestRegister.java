package wariin.ra;

import static wariin.ra.desk.Columns.utc;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.ca.application.PreparedCertificate;
import wariin.identity.UserId;
import wariin.ra.refusal.CheckFinding;
import wariin.ra.request.CertificateRequest;
import wariin.ra.request.KeyPart;
import wariin.ra.request.Registrant;
import wariin.ra.request.RequestDraft;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestState;
import wariin.ra.request.StandingApprovalId;
import wariin.ra.request.StoredRequest;

/// Requests; each changes only out of the state in which it was read.
@Repository
class RequestRegister {

    private final JdbcClient jdbc;
    private final RequestRows rows;

    RequestRegister(JdbcClient jdbc, RequestRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    Optional<StoredRequest> find(RequestId id) {
        return jdbc.sql(RequestRows.SELECT + "where r.id = :id")
                .param("id", id.value())
                .query(rows)
                .optional();
    }

    List<StoredRequest> find(Collection<RequestId> ids) {
        if (ids.isEmpty()) return List.of();
        return jdbc.sql(RequestRows.SELECT + "where r.id in (:ids) order by r.id")
                .param("ids", values(ids))
                .query(rows)
                .list();
    }

    /// Holds the request until the transaction ends.
    Optional<StoredRequest> findForUpdate(RequestId id) {
        return jdbc.sql(RequestRows.SELECT + "where r.id = :id for update of r")
                .param("id", id.value())
                .query(rows)
                .optional();
    }

    /// Holds them all, always in the same order, so that two who do this never wait for each other.
    List<StoredRequest> findForUpdate(Collection<RequestId> ids) {
        if (ids.isEmpty()) return List.of();
        return jdbc.sql(RequestRows.SELECT + "where r.id in (:ids) order by r.id for update of r")
                .param("ids", values(ids))
                .query(rows)
                .list();
    }

    void add(CertificateRequest request, RequestId origin, KeyPart key, @Nullable StandingApprovalId standing) {
        jdbc.sql("""
                        insert into ra_request (id, desk_id, origin_id, kind, profile, key_origin, state, applicant_id,
                               entered_by, certification_request, public_key, validity, findings, note, body_number,
                               replaces_id, standing_id, bulk_id, created_at, changed_at, due_on)
                        values (:id, :desk, :origin, :kind, :profile, :key, :state, :applicant, :entered, :csr, :public,
                                :validity, '[]', '', 0, :replaces, :standing, :bulk, :created, :created, :due)
                        """)
                .param("id", request.id().value())
                .param("desk", request.desk().value())
                .param("origin", origin.value())
                .param("kind", request.kind().name())
                .param("profile", request.profile())
                .param("key", request.key().name())
                .param("state", request.state().name())
                .param("applicant", value(request.applicant()))
                .param("entered", value(request.enteredBy()))
                .param("csr", key.certificationRequest(), java.sql.Types.BINARY)
                .param("public", key.publicKey(), java.sql.Types.BINARY)
                .param(
                        "validity",
                        request.validity() == null ? null : request.validity().toSeconds())
                .param(
                        "replaces",
                        request.replaces() == null ? null : request.replaces().value())
                .param("standing", standing == null ? null : standing.value())
                .param("bulk", request.bulk() == null ? null : request.bulk().value())
                .param("created", utc(request.createdAt()))
                .param("due", request.due())
                .update();
        putRegistrant(request.id(), request.registrant());
    }

    /// What the applicant filled in, while it may be changed.
    void edit(RequestId id, RequestDraft draft, KeyPart key, Instant now) {
        jdbc.sql("""
                        update ra_request
                           set profile = :profile, key_origin = :key, certification_request = :csr,
                               public_key = :public, validity = :validity, changed_at = :now
                         where id = :id and state in ('DRAFT', 'QUESTIONED')
                        """)
                .param("id", id.value())
                .param("profile", draft.profile())
                .param("key", draft.key().name())
                .param("csr", key.certificationRequest(), java.sql.Types.BINARY)
                .param("public", key.publicKey(), java.sql.Types.BINARY)
                .param(
                        "validity",
                        draft.validity() == null ? null : draft.validity().toSeconds())
                .param("now", utc(now))
                .update();
        putRegistrant(id, draft.registrant());
    }

    private void putRegistrant(RequestId id, Registrant registrant) {
        jdbc.sql("""
                        insert into ra_registrant (request_id, common_name, given_name, surname, pseudonym, title,
                               organisation, organisation_name, email, dns_names)
                        values (:id, :common, :given, :surname, :pseudonym, :title, :number, :organisation, :email,
                                :dns)
                        on conflict (request_id) do update
                           set common_name = excluded.common_name, given_name = excluded.given_name,
                               surname = excluded.surname, pseudonym = excluded.pseudonym, title = excluded.title,
                               organisation = excluded.organisation, organisation_name = excluded.organisation_name,
                               email = excluded.email, dns_names = excluded.dns_names
                        """)
                .param("id", id.value())
                .param("common", registrant.commonName())
                .param("given", registrant.givenName())
                .param("surname", registrant.surname())
                .param("pseudonym", registrant.pseudonym())
                .param("title", registrant.title())
                .param(
                        "number",
                        registrant.organisation() == null
                                ? null
                                : registrant.organisation().value())
                .param("organisation", registrant.organisationName())
                .param("email", registrant.email())
                .param("dns", registrant.dnsNames().toArray(String[]::new))
                .update();
    }

    /// False if it is not in that state any more.
    boolean move(StoredRequest from, RequestState to, @Nullable String note, @Nullable LocalDate due, Instant now) {
        return jdbc.sql("""
                        update ra_request
                           set state = :to, note = coalesce(:note, note), due_on = :due, changed_at = :now
                         where id = :id and state = :from
                        """)
                        .param("id", from.id().value())
                        .param("from", from.state().name())
                        .param("to", to.name())
                        .param("note", note)
                        .param("due", due)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    void putFindings(RequestId id, List<CheckFinding> findings, Instant now) {
        jdbc.sql("update ra_request set findings = cast(:findings as jsonb), changed_at = :now where id = :id")
                .param("id", id.value())
                .param("findings", rows.written(findings))
                .param("now", utc(now))
                .update();
    }

    /// What officers will sign: a body, or the hash of what it will say. Approvals of an earlier one count no more.
    void putBody(RequestId id, byte[] sha256, @Nullable PreparedCertificate body, Instant now) {
        jdbc.sql("""
                        update ra_request
                           set body_sha256 = :sha, body = :body, serial = :serial, issuer = :issuer,
                               not_before = :from, not_after = :until, body_number = body_number + 1, prepared_at = :now
                         where id = :id and begun_at is null
                        """)
                .param("id", id.value())
                .param("sha", sha256)
                .param("body", body == null ? null : body.toBeSigned(), java.sql.Types.BINARY)
                .param("serial", body == null ? null : body.serial().toString())
                .param("issuer", body == null ? null : body.issuer())
                .param("from", body == null ? null : utc(body.notBefore()))
                .param("until", body == null ? null : utc(body.notAfter()))
                .param("now", utc(now))
                .update();
    }

    /// The body of a key made at pick-up; the approvals of what it says go on to count.
    boolean completeBody(RequestId id, PreparedCertificate body, byte[] publicKey) {
        return jdbc.sql("""
                        update ra_request
                           set body = :body, serial = :serial, issuer = :issuer, not_before = :from, not_after = :until,
                               public_key = :public
                         where id = :id and state = 'APPROVED' and begun_at is null
                        """)
                        .param("id", id.value())
                        .param("body", body.toBeSigned())
                        .param("serial", body.serial().toString())
                        .param("issuer", body.issuer())
                        .param("from", utc(body.notBefore()))
                        .param("until", utc(body.notAfter()))
                        .param("public", publicKey)
                        .update()
                == 1;
    }

    void begin(Collection<RequestId> ids, Instant now) {
        if (ids.isEmpty()) return;
        jdbc.sql("update ra_request set begun_at = :now where id in (:ids) and begun_at is null")
                .param("ids", values(ids))
                .param("now", utc(now))
                .update();
    }

    /// Whether this key is in a request of somebody else, or in one whose certificate was revoked.
    boolean keyOfAnother(byte[] publicKey, RequestId origin) {
        return jdbc.sql("""
                        select count(*) from ra_request
                         where sha256(public_key) = sha256(:key) and public_key = :key
                           and (origin_id <> :origin or state = 'REVOKED')
                           and state not in ('DRAFT', 'REFUSED', 'WITHDRAWN')
                        """)
                        .param("key", publicKey)
                        .param("origin", origin.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /// Empties what is personal of a request that ended.
    void eraseRegistrant(RequestId id, Instant now) {
        jdbc.sql("""
                        update ra_registrant
                           set common_name = '', given_name = null, surname = null, pseudonym = null, title = null,
                               email = null, erased_at = :now
                         where request_id = :id and erased_at is null
                        """).param("id", id.value()).param("now", utc(now)).update();
    }

    static List<UUID> values(Collection<RequestId> ids) {
        var values = new ArrayList<UUID>(ids.size());
        for (var id : ids) values.add(id.value());
        return values;
    }

    private static @Nullable UUID value(@Nullable UserId user) {
        return user == null ? null : user.value();
    }
}

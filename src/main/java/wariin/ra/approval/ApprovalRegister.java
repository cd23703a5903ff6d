package wariin.ra.approval;

import static wariin.ra.desk.Columns.utc;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import wariin.identity.AssertionEvidence;
import wariin.identity.UserId;
import wariin.ra.desk.DeskId;
import wariin.ra.request.RequestId;
import wariin.ra.request.Sha256;
import wariin.ra.request.StandingApprovalId;
import wariin.ra.request.StoredRequest;

/// What was put before officers and what they signed; signatures are added and never changed.
@Repository
class ApprovalRegister {

    /// A verified signature: one of the two proofs.
    record Signed(
            UUID id,
            UserId officer,
            String text,
            @Nullable AssertionEvidence assertion,
            @Nullable Long totpStep,
            Instant at) {}

    /// A signature with its proof, as it rests.
    record Kept(
            Approval approval,
            @Nullable AssertionEvidence assertion,
            @Nullable String bodySha256) {}

    private static final String KEPT = """
            select a.id, a.officer_id, a.text, a.challenge, a.method, a.approved_at, a.credential_id, a.public_key,
                   a.client_data, a.authenticator_data, a.signature
            """;
    private static final TypeReference<List<Ballots.Item>> ITEMS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ApprovalRegister(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void put(Ballots.Ballot ballot, Instant expires, Instant now) {
        jdbc.sql("delete from ra_ballot where expires_at < :now")
                .param("now", utc(now))
                .update();
        jdbc.sql("""
                        insert into ra_ballot (sha256, officer_id, desk_id, text, items, standing_id, expires_at)
                        values (:sha, :officer, :desk, :text, cast(:items as jsonb), :standing, :expires)
                        on conflict (sha256) do nothing
                        """)
                .param("sha", ballot.sha256())
                .param("officer", ballot.officer().value())
                .param("desk", ballot.desk().value())
                .param("text", ballot.text())
                .param("items", json.writeValueAsString(ballot.items()))
                .param(
                        "standing",
                        ballot.standing() == null ? null : ballot.standing().value())
                .param("expires", utc(expires))
                .update();
    }

    /// Empty when it was used, is too old, or was put before somebody else.
    Optional<Ballots.Ballot> open(byte[] sha256, UserId officer, Instant now) {
        return jdbc.sql("""
                        select sha256, officer_id, desk_id, text, items, standing_id
                          from ra_ballot
                         where sha256 = :sha and officer_id = :officer and used_at is null and expires_at > :now
                        """)
                .param("sha", sha256)
                .param("officer", officer.value())
                .param("now", utc(now))
                .query((row, _) -> new Ballots.Ballot(
                        row.getBytes("sha256"),
                        new UserId(row.getObject("officer_id", UUID.class)),
                        new DeskId(row.getObject("desk_id", UUID.class)),
                        row.getString("text"),
                        json.readValue(row.getString("items"), ITEMS),
                        row.getObject("standing_id", UUID.class) == null
                                ? null
                                : new StandingApprovalId(row.getObject("standing_id", UUID.class))))
                .optional();
    }

    /// False if somebody was faster.
    boolean use(byte[] sha256, Instant now) {
        return jdbc.sql("update ra_ballot set used_at = :now where sha256 = :sha and used_at is null")
                        .param("sha", sha256)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    void add(Signed signed) {
        var proof = signed.assertion();
        jdbc.sql("""
                        insert into ra_approval (id, officer_id, text, challenge, method, credential_id, public_key,
                               client_data, authenticator_data, signature, totp_step, approved_at)
                        values (:id, :officer, :text, :challenge, :method, :credential, :key, :client, :authenticator,
                                :signature, :step, :at)
                        """)
                .param("id", signed.id())
                .param("officer", signed.officer().value())
                .param("text", signed.text())
                .param("challenge", Sha256.of(signed.text()))
                .param("method", proof == null ? "PIN_AND_TOTP" : "PASSKEY")
                .param("credential", proof == null ? null : proof.credentialId(), Types.VARCHAR)
                .param("key", proof == null ? null : proof.publicKey(), Types.BINARY)
                .param("client", proof == null ? null : proof.clientDataJson(), Types.BINARY)
                .param("authenticator", proof == null ? null : proof.authenticatorData(), Types.BINARY)
                .param("signature", proof == null ? null : proof.signature(), Types.BINARY)
                .param("step", signed.totpStep(), Types.BIGINT)
                .param("at", utc(signed.at()))
                .update();
    }

    void addBody(UUID approval, StoredRequest item, UserId officer) {
        jdbc.sql("""
                        insert into ra_approved_body (approval_id, request_id, officer_id, body_number, body_sha256)
                        values (:approval, :request, :officer, :number, :sha)
                        """)
                .param("approval", approval)
                .param("request", item.id().value())
                .param("officer", officer.value())
                .param("number", item.bodyNumber())
                .param("sha", item.bodySha256())
                .update();
    }

    void addStanding(UUID approval, StandingApprovalId standing, UserId officer) {
        jdbc.sql("""
                        insert into ra_approved_standing (approval_id, standing_id, officer_id)
                        values (:approval, :standing, :officer)
                        """)
                .param("approval", approval)
                .param("standing", standing.value())
                .param("officer", officer.value())
                .update();
    }

    boolean approved(RequestId request, int number, UserId officer) {
        return jdbc.sql("""
                        select count(*) from ra_approved_body
                         where request_id = :request and body_number = :number and officer_id = :officer
                        """)
                        .param("request", request.value())
                        .param("number", number)
                        .param("officer", officer.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    boolean approved(StandingApprovalId standing, UserId officer) {
        return jdbc.sql("""
                        select count(*) from ra_approved_standing
                         where standing_id = :standing and officer_id = :officer
                        """)
                        .param("standing", standing.value())
                        .param("officer", officer.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /// The officers' signatures on this request, also those that count no more.
    List<Approval> of(RequestId request) {
        return jdbc.sql("""
                        select a.id, a.officer_id, a.text, a.challenge, a.method, a.approved_at,
                               b.body_number = r.body_number
                               and exists (select from ra_officer o
                                            where o.desk_id = r.desk_id and o.user_id = b.officer_id
                                              and o.ended_at is null) as counts
                          from ra_approved_body b
                          join ra_approval a on a.id = b.approval_id
                          join ra_request r on r.id = b.request_id
                         where b.request_id = :request
                         order by a.approved_at, a.id
                        """)
                .param("request", request.value())
                .query(ApprovalRegister::approval)
                .list();
    }

    List<Approval> of(StandingApprovalId standing) {
        return jdbc.sql("""
                        select a.id, a.officer_id, a.text, a.challenge, a.method, a.approved_at,
                               exists (select from ra_officer o
                                        where o.desk_id = s.desk_id and o.user_id = b.officer_id
                                          and o.ended_at is null) as counts
                          from ra_approved_standing b
                          join ra_approval a on a.id = b.approval_id
                          join ra_standing s on s.id = b.standing_id
                         where b.standing_id = :standing
                         order by a.approved_at, a.id
                        """)
                .param("standing", standing.value())
                .query(ApprovalRegister::approval)
                .list();
    }

    /// What is kept of each signature on this request: also of those that count no more.
    List<Kept> kept(RequestId request) {
        return jdbc.sql(KEPT + """
                               , b.body_sha256, b.body_number = r.body_number
                               and exists (select from ra_officer o
                                            where o.desk_id = r.desk_id and o.user_id = b.officer_id
                                              and o.ended_at is null) as counts
                          from ra_approved_body b
                          join ra_approval a on a.id = b.approval_id
                          join ra_request r on r.id = b.request_id
                         where b.request_id = :request
                         order by a.approved_at, a.id
                        """)
                .param("request", request.value())
                .query(ApprovalRegister::kept)
                .list();
    }

    List<Kept> kept(StandingApprovalId standing) {
        return jdbc.sql(KEPT + """
                               , null as body_sha256, exists (select from ra_officer o
                                        where o.desk_id = s.desk_id and o.user_id = b.officer_id
                                          and o.ended_at is null) as counts
                          from ra_approved_standing b
                          join ra_approval a on a.id = b.approval_id
                          join ra_standing s on s.id = b.standing_id
                         where b.standing_id = :standing
                         order by a.approved_at, a.id
                        """)
                .param("standing", standing.value())
                .query(ApprovalRegister::kept)
                .list();
    }

    private static Kept kept(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        var approval = approval(row, number);
        var body = row.getBytes("body_sha256");
        var assertion = approval.passkey()
                ? new AssertionEvidence(
                        row.getString("credential_id"),
                        row.getBytes("public_key"),
                        row.getBytes("client_data"),
                        row.getBytes("authenticator_data"),
                        row.getBytes("signature"),
                        0,
                        approval.at())
                : null;
        return new Kept(approval, assertion, body == null ? null : Sha256.hex(body));
    }

    private static Approval approval(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Approval(
                row.getObject("id", UUID.class),
                new UserId(row.getObject("officer_id", UUID.class)),
                row.getString("text"),
                Sha256.hex(row.getBytes("challenge")),
                row.getString("method").equals("PASSKEY"),
                row.getObject("approved_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("counts"));
    }
}

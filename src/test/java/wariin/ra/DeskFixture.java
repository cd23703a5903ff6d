package wariin.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.JdbcTemplate;
import wariin.company.CorporateNumber;
import wariin.identity.Accounts;
import wariin.identity.Consent;
import wariin.identity.CurrentUser;
import wariin.identity.OrganisationId;
import wariin.identity.PasskeyPerson;
import wariin.identity.Role;
import wariin.identity.UserId;
import wariin.journal.Journal;
import wariin.keys.DeliverableKey;
import wariin.keys.KeyAlgorithm;
import wariin.notify.Outbox;
import wariin.ra.approval.ApprovalBallot;
import wariin.ra.approval.StandingApproval;
import wariin.ra.approval.StandingApprovals;
import wariin.ra.bulk.BulkRequests;
import wariin.ra.desk.DeskId;
import wariin.ra.desk.Desks;
import wariin.ra.evidence.EvidenceMethod;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.request.CertificateRequest;
import wariin.ra.request.KeyOrigin;
import wariin.ra.request.Registrant;
import wariin.ra.request.RequestDraft;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestState;

/// A desk with officers who have real passkeys, a company, and the platform's own desk; for tests of registration.
@TestComponent
public class DeskFixture {

    /// Somebody at a desk or before it.
    public record Somebody(CurrentUser user, PasskeyPerson browser) {

        public UserId id() {
            return user.user().id();
        }

        String email() {
            return user.user().email();
        }
    }

    final Desks desks;
    final Registration registration;
    final Requests requests;
    final Evidences evidences;
    final StandingApprovals standing;
    final BulkRequests bulks;
    final Journal journal;
    final JdbcTemplate sql;
    private final Accounts accounts;
    private final Outbox outbox;
    private final String baseUrl;

    @org.springframework.beans.factory.annotation.Autowired
    DeskFixture(
            Desks desks,
            Registration registration,
            Requests requests,
            Evidences evidences,
            StandingApprovals standing,
            BulkRequests bulks,
            Journal journal,
            JdbcTemplate sql,
            Accounts accounts,
            Outbox outbox,
            @Value("${wariin.base-url}") String baseUrl) {
        this.desks = desks;
        this.registration = registration;
        this.requests = requests;
        this.evidences = evidences;
        this.standing = standing;
        this.bulks = bulks;
        this.journal = journal;
        this.sql = sql;
        this.accounts = accounts;
        this.outbox = outbox;
        this.baseUrl = baseUrl;
    }

    /// Signs up over HTTP with a passkey of their own.
    public Somebody person(String domain) {
        var email = "p" + UUID.randomUUID().toString().substring(0, 8) + "@" + domain;
        var browser = PasskeyPerson.signedUp(baseUrl, email, "Organisation of " + email, outbox);
        return new Somebody(current(email, null), browser);
    }

    Somebody operator() {
        var person = person("operator.example");
        sql.update("update identity_user set operator = true where email = ?", person.email());
        return new Somebody(current(person.email(), null), person.browser());
    }

    Somebody joined(Somebody person, OrganisationId organisation, Role role) {
        sql.update(
                "insert into identity_member (organisation_id, user_id, role, since) values (?, ?, ?, now())",
                organisation.value(),
                person.id().value(),
                role.name());
        return new Somebody(current(person.email(), organisation), person.browser());
    }

    /// The same person, as the database has them now.
    Somebody joinedAs(Somebody person) {
        return new Somebody(current(person.email(), null), person.browser());
    }

    void left(Somebody person, OrganisationId organisation) {
        sql.update(
                "delete from identity_member where organisation_id = ? and user_id = ?",
                organisation.value(),
                person.id().value());
    }

    /// As the person is now, acting for one organisation: the first, if none is said.
    private CurrentUser current(String email, OrganisationId organisation) {
        var user = accounts.findUser(email).orElseThrow();
        var all = accounts.organisationsOf(user.id());
        var acting = all.stream()
                .filter(one -> organisation == null || one.id().equals(organisation))
                .findFirst()
                .orElseThrow();
        var operator = Boolean.TRUE.equals(
                sql.queryForObject("select operator from identity_user where email = ?", Boolean.class, email));
        var role = accounts.roleOf(user.id(), acting.id()).orElseThrow();
        return new CurrentUser(user, acting, role, operator, UUID.randomUUID(), null);
    }

    /// Draft, evidence of the person, submission: as an officer enters it.
    RequestId checked(Somebody officer, DeskId desk, Registrant registrant, String profile) {
        var id = submitted(officer, desk, registrant, profile);
        if (requests.find(id).orElseThrow().state() == RequestState.SUBMITTED) {
            evidence(officer, id, EvidenceMethod.EMPLOYER_RECORD);
            done(registration.check(officer.user(), id));
        }
        assertThat(requests.find(id).orElseThrow().state()).isEqualTo(RequestState.CHECKED);
        return id;
    }

    RequestId submitted(Somebody officer, DeskId desk, Registrant registrant, String profile) {
        var id = done(registration.draft(officer.user(), desk, draft(registrant, profile)))
                .id();
        done(registration.submit(officer.user(), id));
        return id;
    }

    RequestId submitted(Somebody officer, DeskId desk, Registrant registrant, byte[] request) {
        var draft = new RequestDraft("mail-sponsor/1", registrant, KeyOrigin.REQUEST, request, null);
        var id = done(registration.draft(officer.user(), desk, draft)).id();
        done(registration.submit(officer.user(), id));
        return id;
    }

    RequestDraft draft(Registrant registrant, String profile) {
        return new RequestDraft(profile, registrant, KeyOrigin.REQUEST, request(), null);
    }

    /// A fresh key's certification request.
    public static byte[] request() {
        try (var key = DeliverableKey.generate(KeyAlgorithm.EC_P256)) {
            return key.request(new javax.security.auth.x500.X500Principal("CN=somebody"));
        }
    }

    void evidence(Somebody officer, RequestId id, EvidenceMethod method) {
        try {
            var file =
                    new Evidences.Upload("seen.txt", new ByteArrayInputStream("seen".getBytes(StandardCharsets.UTF_8)));
            done(evidences.record(officer.user(), id, method, "employee card", file));
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /// The officer's passkey signs what the ballot shows.
    ApprovalOutcome approve(Somebody officer, RequestId... ids) {
        var ballot = registration.ballot(officer.user(), List.of(ids)).orElseThrow();
        return registration.approve(officer.user(), ballot.sha256(), consent(officer, ballot));
    }

    Consent consent(Somebody officer, ApprovalBallot ballot) {
        return new Consent.Passkey(officer.browser().sign(ballot.passkeyOptions()));
    }

    StandingApproval signed(StandingApproval rule, Somebody... officers) {
        var now = rule;
        for (var officer : officers) {
            var ballot = standing.ballot(officer.user(), rule.id()).orElseThrow();
            var outcome = standing.approve(officer.user(), rule.id(), ballot.sha256(), consent(officer, ballot));
            now = ((StandingApprovals.Outcome.Done) outcome).now();
        }
        return now;
    }

    static CertificateRequest done(RequestOutcome outcome) {
        assertThat(outcome).isInstanceOf(RequestOutcome.Done.class);
        return ((RequestOutcome.Done) outcome).now();
    }

    static RegistrationRefusal refused(RequestOutcome outcome) {
        assertThat(outcome).isInstanceOf(RequestOutcome.Refused.class);
        return ((RequestOutcome.Refused) outcome).reason();
    }

    /// The refusals that the log has about a thing, newest last.
    List<String> refusals(Object subject) {
        return journal.about(subject.toString()).stream()
                .filter(entry -> entry.act().kind().equals("registration-refused"))
                .map(entry -> entry.act().facts())
                .map(facts -> facts.get("refusal"))
                .toList();
    }

    Map<String, String> lastRefusal(Object subject) {
        return journal.about(subject.toString()).stream()
                .filter(entry -> entry.act().kind().equals("registration-refused"))
                .map(entry -> entry.act().facts())
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    void age(String table, String column, String where, int days) {
        sql.update("update " + table + " set " + column + " = " + column + " - interval '" + days + " days' where "
                + where);
    }

    String newestMail(String recipient) {
        return sql.queryForObject(
                "select body from notify_message where recipient = ? order by created_at desc, id limit 1",
                String.class,
                recipient);
    }

    static CorporateNumber number(int serial) {
        return CorporateNumber.sample(serial);
    }
}

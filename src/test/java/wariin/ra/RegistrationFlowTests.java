package wariin.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import wariin.ca.CertificationAuthority;
import wariin.ca.revocation.RevocationReason;
import wariin.database.DatabaseTest;
import wariin.identity.Role;
import wariin.keys.DeliverableKey;
import wariin.keys.KeyAlgorithm;
import wariin.ra.evidence.EvidenceMethod;
import wariin.ra.refusal.CheckFinding;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.request.CertificateRequest;
import wariin.ra.request.KeyOrigin;
import wariin.ra.request.Registrant;
import wariin.ra.request.RequestDraft;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestState;

@DatabaseTest
@Import(DeskFixture.class)
class RegistrationFlowTests {

    @Autowired
    DeskFixture fixture;

    @Autowired
    CertificationAuthority authority;

    @Autowired
    RegistrationRounds rounds;

    @Test
    void issuesWhatTwoOfficersSigned() {
        var world = new DeskWorld(fixture);

        var id = world.issued();

        var request = fixture.requests.find(id).orElseThrow();
        assertThat(request.state()).isEqualTo(RequestState.ISSUED);
        var certificate = fixture.registration
                .certificate(world.anna.user(), id)
                .orElseThrow()
                .certificate();
        assertThat(certificate.getSubjectX500Principal().getName()).contains("山田 太郎");
        var approvals =
                fixture.requests.open(world.anna.user(), id).orElseThrow().approvals();
        assertThat(approvals).hasSize(2).allSatisfy(approval -> {
            assertThat(approval.counts()).isTrue();
            assertThat(approval.text()).contains(request.bodySha256());
        });
        assertThat(fixture.journal.about(id.toString()).stream()
                        .map(entry -> entry.act().kind()))
                .contains("registration-submit", "registration-check", "registration-approve", "registration-carry")
                .contains("registration-issue");
    }

    @Test
    void renewsWithEvidenceThatStillCounts() {
        var world = new DeskWorld(fixture);
        var old = world.issued();

        var renewal = DeskFixture.done(fixture.registration.renew(world.anna.user(), old, null));

        assertThat(renewal.state()).isEqualTo(RequestState.CHECKED);
        assertThat(renewal.replaces()).isEqualTo(old);
        assertThat(fixture.registration.renew(world.anna.user(), old, null))
                .isEqualTo(new RequestOutcome.Refused(RegistrationRefusal.Plain.NOT_NOW));
        fixture.approve(world.ben, renewal.id());
        fixture.approve(world.chie, renewal.id());
        assertThat(fixture.requests.find(renewal.id()).orElseThrow().state()).isEqualTo(RequestState.ISSUED);
        assertThat(fixture.requests.find(old).orElseThrow().state()).isEqualTo(RequestState.ISSUED);
    }

    @Test
    void revokesTheOldCertificateAfterARekey() {
        var world = new DeskWorld(fixture);
        var old = world.issued();

        var rekey = DeskFixture.done(fixture.registration.rekey(world.anna.user(), old, DeskFixture.request()));
        fixture.approve(world.ben, rekey.id());
        fixture.approve(world.chie, rekey.id());

        assertThat(fixture.requests.find(rekey.id()).orElseThrow().state()).isEqualTo(RequestState.ISSUED);
        assertThat(fixture.requests.find(old).orElseThrow().state()).isEqualTo(RequestState.REVOKED);
    }

    @Test
    void givesAKeyThatIsMadeAtPickUp() {
        var world = new DeskWorld(fixture);
        var draft = new RequestDraft("mail-sponsor/1", world.taro(), KeyOrigin.PICK_UP, null, null);
        var id = DeskFixture.done(fixture.registration.draft(world.anna.user(), world.desk.id(), draft))
                .id();
        DeskFixture.done(fixture.registration.submit(world.anna.user(), id));
        fixture.evidence(world.anna, id, EvidenceMethod.EMPLOYER_RECORD);
        DeskFixture.done(fixture.registration.check(world.anna.user(), id));
        fixture.approve(world.ben, id);
        fixture.approve(world.chie, id);
        assertThat(fixture.requests.find(id).orElseThrow().state()).isEqualTo(RequestState.APPROVED);

        try (var key = DeliverableKey.generate(KeyAlgorithm.EC_P256);
                var other = DeliverableKey.generate(KeyAlgorithm.EC_P256)) {
            var first = fixture.registration.pickUp(id, key.publicKey(), "holder");
            var again = fixture.registration.pickUp(id, key.publicKey(), "holder");
            var late = fixture.registration.pickUp(id, other.publicKey(), "holder");

            assertThat(first).isInstanceOf(EnrolmentOutcome.Issued.class).isEqualTo(again);
            assertThat(((EnrolmentOutcome.Issued) first).certificate().getPublicKey())
                    .isEqualTo(key.publicKey());
            assertThat(late).isEqualTo(new EnrolmentOutcome.Refused(RegistrationRefusal.Plain.NOT_NOW));
        }
        DeskFixture.done(fixture.registration.delivered(id, "holder"));
    }

    @Test
    void asksTheApplicantAndGoesOnWithTheAnswer() {
        var world = new DeskWorld(fixture);
        var taro = Registrant.person("次郎", "鈴木", world.number, world.name, world.owner.email());
        var id = DeskFixture.done(fixture.registration.draft(
                        world.owner.user(), world.desk.id(), fixture.draft(taro, "mail-sponsor/1")))
                .id();
        DeskFixture.done(fixture.registration.submit(world.owner.user(), id));

        DeskFixture.done(fixture.registration.ask(world.anna.user(), id, "Is that your name?"));
        var other = Registrant.person("三郎", "鈴木", world.number, world.name, world.owner.email());
        DeskFixture.done(fixture.registration.edit(world.owner.user(), id, fixture.draft(other, "mail-sponsor/1")));
        DeskFixture.done(fixture.registration.submit(world.owner.user(), id));

        var now = fixture.requests.find(id).orElseThrow();
        assertThat(now.state()).isEqualTo(RequestState.SUBMITTED);
        assertThat(now.registrant().givenName()).isEqualTo("三郎");
        assertThat(now.findings()).extracting(CheckFinding::code).contains(CheckFinding.Code.EVIDENCE_MISSING);
        DeskFixture.done(fixture.registration.withdraw(world.owner.user(), id));
    }

    @Test
    void provesAMailboxByCodeAndByLink() {
        var world = new DeskWorld(fixture);
        // The platform's desk has no domain in its scope, so the mailbox itself must answer.
        var person = fixture.person("mail.example.jp");
        var registrant = Registrant.organisation(world.number, world.name, person.email());
        var id = DeskFixture.done(fixture.registration.draft(
                        person.user(), world.platform.id(), fixture.draft(registrant, "mail-organisation/1")))
                .id();
        DeskFixture.done(fixture.registration.submit(person.user(), id));
        DeskFixture.done(fixture.evidences.sendCode(person.user(), id));
        var code = person.browser().person().mailedCode();
        var wrong = code.equals("000000") ? "000001" : "000000";

        assertThat(fixture.evidences.enterCode(person.user(), id, wrong))
                .isEqualTo(new RequestOutcome.Refused(RegistrationRefusal.Plain.WRONG_CODE));
        DeskFixture.done(fixture.evidences.enterCode(person.user(), id, code));
        assertThat(fixture.evidences.enterCode(person.user(), id, code))
                .isEqualTo(new RequestOutcome.Refused(RegistrationRefusal.Plain.CODE_EXPIRED));
        DeskFixture.done(fixture.evidences.sendCode(person.user(), id));
        var link = person.browser().person().mailedLink();
        var token = link.substring(link.lastIndexOf('/') + 1);
        assertThat(fixture.evidences.addressOfLink(token)).contains(person.email());
        assertThat(fixture.evidences.followLink(token)).contains(person.email());
        assertThat(fixture.evidences.followLink(token)).isEmpty();

        fixture.evidence(world.registrar, id, EvidenceMethod.REGISTRY_EXTRACT);
        var checked = DeskFixture.done(fixture.registration.check(world.registrar.user(), id));
        assertThat(checked.state()).isEqualTo(RequestState.CHECKED);
    }

    @Test
    void suspendsReinstatesAndRevokes() {
        var world = new DeskWorld(fixture);
        var registrant = Registrant.organisation(world.number, world.name, null);
        var id = fixture.submitted(world.anna, world.desk.id(), registrant, "organisation-seal/1");
        fixture.approve(world.ben, id);
        fixture.approve(world.chie, id);

        DeskFixture.done(fixture.registration.suspend(world.anna.user(), id, "key may be lost"));
        assertThat(fixture.requests.find(id).orElseThrow().state()).isEqualTo(RequestState.SUSPENDED);
        DeskFixture.done(fixture.registration.reinstate(world.anna.user(), id));
        DeskFixture.done(fixture.registration.revoke(world.ben.user(), id, RevocationReason.KEY_COMPROMISE, "lost"));

        var serial = fixture.requests.find(id).orElseThrow().serial();
        assertThat(authority.isRevoked(authority.find(serial).orElseThrow())).isTrue();
        assertThat(fixture.registration.renew(world.anna.user(), id, null))
                .isEqualTo(new RequestOutcome.Refused(RegistrationRefusal.Plain.NOT_NOW));
    }

    @Test
    void letsAnAdministratorRevokeForPeopleWhoLeft() {
        var world = new DeskWorld(fixture);
        var id = world.issued();
        var organisation = world.owner.user().organisation().id();
        fixture.sql.update(
                "update identity_organisation set number = ? where id = ?", world.number.value(), organisation.value());
        var admin = fixture.joined(fixture.person("elsewhere.example"), organisation, Role.ADMINISTRATOR);

        assertThat(fixture.requests.ofOrganisation(admin.user(), organisation))
                .extracting(CertificateRequest::id)
                .contains(id);
        DeskFixture.done(fixture.registration.revoke(admin.user(), id, RevocationReason.AFFILIATION_CHANGED, ""));
    }

    @Test
    void doesNotBelieveWhoOnlyClaimsTheNumberOfACompany() {
        var world = new DeskWorld(fixture);
        var id = world.issued();
        var impostor = fixture.person("impostor.example");
        fixture.sql.update(
                "update identity_organisation set number = ? where id = ?",
                world.number.value(),
                impostor.user().organisation().id().value());
        var again = fixture.joinedAs(impostor);

        assertThat(fixture.requests.ofOrganisation(
                        again.user(), again.user().organisation().id()))
                .isEmpty();
        assertThat(fixture.registration.revoke(again.user(), id, RevocationReason.UNSPECIFIED, ""))
                .isEqualTo(new RequestOutcome.Unknown());
        assertThat(fixture.refusals(id)).contains("other-desk");
    }

    @Test
    void tellsOfAnEndOnceAStepAndNotWhatIsRenewed() {
        var world = new DeskWorld(fixture);
        var id = world.issued();
        var renewed = world.issued();
        fixture.registration.renew(world.anna.user(), renewed, null);
        for (var one : List.of(id, renewed)) {
            fixture.sql.update(
                    "update ra_request set not_after = now() + interval '20 days' where id = ?", one.value());
        }

        rounds.tellOfEnds();
        rounds.tellOfEnds();
        assertThat(told(id)).isEqualTo(1);
        fixture.sql.update("update ra_request set not_after = now() + interval '6 days' where id = ?", id.value());
        rounds.tellOfEnds();
        rounds.tellOfEnds();

        assertThat(told(id)).isEqualTo(2);
        assertThat(told(renewed)).isZero();
        var email = fixture.requests.find(id).orElseThrow().registrant().email();
        assertThat(fixture.newestMail(email)).contains("山田 太郎");
    }

    private int told(RequestId id) {
        return fixture.sql.queryForObject(
                "select count(*) from ra_notice where request_id = ?", Integer.class, id.value());
    }

    @Test
    void issuesOnceWhenTwoOfficersSignAtTheSameMoment() throws Exception {
        var world = new DeskWorld(fixture);
        var id = world.checked();
        var ben = fixture.registration.ballot(world.ben.user(), List.of(id)).orElseThrow();
        var chie = fixture.registration.ballot(world.chie.user(), List.of(id)).orElseThrow();

        try (var both = java.util.concurrent.Executors.newFixedThreadPool(2)) {
            both.submit(() ->
                    fixture.registration.approve(world.ben.user(), ben.sha256(), fixture.consent(world.ben, ben)));
            both.submit(() ->
                    fixture.registration.approve(world.chie.user(), chie.sha256(), fixture.consent(world.chie, chie)));
        }

        assertThat(fixture.requests.find(id).orElseThrow().state()).isEqualTo(RequestState.ISSUED);
        assertThat(fixture.journal.about(id.toString()).stream()
                        .filter(entry -> entry.act().kind().equals("registration-issue")))
                .hasSize(1);
    }

    @Test
    void forgetsTheNamesOfWhatCameToNothing() {
        var world = new DeskWorld(fixture);
        var id = world.checked();
        DeskFixture.done(fixture.registration.refuse(world.ben.user(), id, "not one of ours"));
        fixture.age("ra_request", "changed_at", "id = '" + id + "'", 366);
        fixture.age("ra_request", "created_at", "id = '" + id + "'", 366);

        rounds.forget();

        var after = fixture.requests.find(id).orElseThrow();
        assertThat(after.registrant().email()).isNull();
        assertThat(after.registrant().commonName()).isEmpty();
        assertThat(after.state()).isEqualTo(RequestState.REFUSED);
    }

    @Test
    void letsLapseWhatNobodyTookUp() {
        var world = new DeskWorld(fixture);
        var id = DeskFixture.done(fixture.registration.draft(
                        world.anna.user(), world.desk.id(), fixture.draft(world.taro(), "mail-sponsor/1")))
                .id();
        fixture.sql.update("update ra_request set due_on = current_date - 2 where id = ?", id.value());

        rounds.lapse();

        assertThat(fixture.requests.find(id).orElseThrow().state()).isEqualTo(RequestState.WITHDRAWN);
    }

    @Test
    void finishesAfterACrashBetweenIntentAndResult() {
        var world = new DeskWorld(fixture);
        var id = world.checked();
        fixture.approve(world.ben, id);
        // As if the process had ended when the second officer's signature was written.
        var ballot = fixture.registration.ballot(world.chie.user(), List.of(id)).orElseThrow();
        fixture.sql.update("update ra_request set state = 'APPROVED' where id = ?", id.value());
        fixture.sql.update(
                "insert into ra_officer (id, desk_id, user_id, by_operator, appointed_by, since) "
                        + "values (gen_random_uuid(), ?, ?, true, ?, now())",
                world.desk.id().value(),
                world.operator.id().value(),
                world.operator.id().value());
        fixture.desks.needApprovals(world.operator.user(), world.desk.id(), 1);
        fixture.sql.update("update ra_request set changed_at = now() - interval '2 minutes' where id = ?", id.value());

        rounds.finish();

        assertThat(ballot.requests()).containsExactly(id);
        assertThat(fixture.requests.find(id).orElseThrow().state()).isEqualTo(RequestState.ISSUED);
    }

    @Test
    void erasesEvidenceAndKeepsThatThereWasSome() {
        var world = new DeskWorld(fixture);
        var id = world.checked();
        var view = fixture.requests.open(world.anna.user(), id).orElseThrow();
        var evidence = view.evidence().stream()
                .filter(one -> one.file() != null)
                .findFirst()
                .orElseThrow();

        DeskFixture.done(fixture.evidences.erase(world.anna.user(), id, evidence.id()));

        var after = fixture.requests
                .open(world.anna.user(), id)
                .orElseThrow()
                .evidence()
                .getFirst();
        assertThat(after.file()).isNull();
        assertThat(after.method()).isEqualTo(EvidenceMethod.EMPLOYER_RECORD);
        assertThat(after.erasedAt()).isNotNull();
    }
}

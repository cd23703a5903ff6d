package wariin.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import wariin.ca.RevocationReason;
import wariin.database.DatabaseTest;
import wariin.keys.DeliverableKey;
import wariin.keys.KeyAlgorithm;
import wariin.ra.DeskFixture.Somebody;
import wariin.ra.approval.ApprovalProof;
import wariin.ra.approval.StandingApproval;
import wariin.ra.approval.StandingApprovals;
import wariin.ra.desk.Desks;
import wariin.ra.desk.ScopeItem;
import wariin.ra.evidence.EvidenceMethod;
import wariin.ra.refusal.CheckFinding;
import wariin.ra.request.KeyOrigin;
import wariin.ra.request.Registrant;
import wariin.ra.request.RequestDraft;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestState;
import wariin.ra.request.StandingApprovalId;

/// Everything that a desk may not do: each row is tried, refused, and found in the log.
@DatabaseTest
@Import(DeskFixture.class)
class RegistrationRefusalTests {

    private interface Attempt {
        void make() throws Exception;
    }

    @Autowired
    DeskFixture fixture;

    @Autowired
    RegistrationRounds rounds;

    private final List<String> table = new ArrayList<>();
    private DeskWorld world;
    private DeskWorld other;

    @Test
    void refusesAndRecordsEveryRowOfTheTable() throws Exception {
        world = new DeskWorld(fixture);
        other = new DeskWorld(fixture);
        scope();
        names();
        clocks();
        separation();
        others();
        signatures();
        keys();
        standing();
        afterwards();
        LoggerFactory.getLogger("wariin.table").info("What a desk may not do:\n{}", String.join("\n", table));
        assertThat(table).hasSizeGreaterThanOrEqualTo(45);
    }

    private void scope() {
        var foreign = Registrant.person("太郎", "山田", other.number, other.name, "taro@" + world.domain);
        var draft = drafted(foreign, "mail-sponsor/1");
        row("submit for another organisation", draft, "outside-organisation", () -> submit(draft));
        row(
                "propose a rule for another organisation",
                world.desk.id(),
                "outside-organisation",
                () -> propose(other, other.name, Set.of(world.domain)));
        row(
                "draft with a profile of authorities",
                world.desk.id(),
                "outside-profile",
                () -> fixture.registration.draft(
                        world.anna.user(), world.desk.id(), fixture.draft(world.taro(), "issuing/1")));
        var device = drafted(Registrant.device(world.number, world.name, List.of("host." + world.domain)), "device/1");
        var item = fixture.desks.scope(world.registrar.user(), world.desk.id()).stream()
                .filter(one -> one.value().equals("device/1"))
                .findFirst()
                .orElseThrow();
        fixture.desks.narrow(world.registrar.user(), world.desk.id(), item.id());
        row("submit with a profile outside the scope", device, "outside-profile", () -> submit(device));
        world.widen(ScopeItem.Kind.PROFILE, "device/1");
        row(
                "widen the own scope",
                world.desk.id(),
                "not-allowed",
                () -> fixture.desks.widen(
                        world.anna.user(), world.desk.id(), ScopeItem.Kind.DOMAIN, "example.com", "said so"));
        row(
                "widen a scope as the operator alone",
                world.desk.id(),
                "not-allowed",
                () -> fixture.desks.widen(
                        world.operator.user(), world.desk.id(), ScopeItem.Kind.DOMAIN, "example.com", "said so"));
        row(
                "widen a scope without evidence",
                world.desk.id(),
                "evidence-missing",
                () -> fixture.desks.widen(
                        world.registrar.user(), world.desk.id(), ScopeItem.Kind.DOMAIN, "example.com", " "));
        assertThat(fixture.desks.widen(world.registrar.user(), world.desk.id(), ScopeItem.Kind.DOMAIN, "co.jp", "x"))
                .isEqualTo(Desks.Change.NOT_A_VALUE);
    }

    private void names() {
        for (var domain : List.of(
                other.domain,
                "evil" + world.domain,
                world.domain + ".example.com",
                world.domain.replace(".example", "-example"),
                world.domain.replace('e', 'е'),
                world.domain.replace("example", "ехample"),
                "xn--" + world.domain)) {
            var id = drafted(mail("taro@" + domain), "mail-sponsor/1");
            row("submit for an address of " + domain, id, "outside-domain", () -> submit(id));
        }
        var host = drafted(
                Registrant.device(world.number, world.name, List.of("a." + world.domain, "a." + other.domain)),
                "device/1");
        row("submit with one host name of another domain", host, "outside-domain", () -> submit(host));
        for (var address : List.of(
                "taro@" + world.domain + "@example.com",
                "taro@example.com\n@" + world.domain,
                "\"x@y\"@" + world.domain,
                "taro@" + world.domain + "\u0000.example.com",
                "taro@[127.0.0.1]")) {
            row(
                    "draft with the address " + address.replaceAll("\\p{Cntrl}", "?"),
                    world.desk.id(),
                    "bad-field",
                    () -> fixture.registration.draft(
                            world.anna.user(), world.desk.id(), fixture.draft(mail(address), "mail-sponsor/1")));
        }
        row(
                "draft with a hidden letter in a name",
                world.desk.id(),
                "bad-field",
                () -> fixture.registration.draft(
                        world.anna.user(),
                        world.desk.id(),
                        fixture.draft(
                                Registrant.person("太\u202E郎", "山田", world.number, world.name, "taro@" + world.domain),
                                "mail-sponsor/1")));
        // Case, a dot at the end and full width are one and the same name, and a sub-domain is within the domain.
        var same = drafted(mail("Taro@MAIL." + world.domain.toUpperCase() + "."), "mail-sponsor/1");
        assertThat(fixture.requests.find(same).orElseThrow().registrant().email())
                .isEqualTo("taro@mail." + world.domain);
        DeskFixture.done(fixture.registration.submit(world.anna.user(), same));
    }

    private void clocks() throws Exception {
        var stale = world.checked();
        ageEvidence(stale, 826);
        row("approve on evidence of 826 days", stale, "stale-evidence", () -> noBallot(world.ben, stale));
        var between = world.checked();
        var ballot =
                fixture.registration.ballot(world.ben.user(), List.of(between)).orElseThrow();
        ageEvidence(between, 826);
        row(
                "sign when the evidence ran out since the text was shown",
                between,
                "stale-evidence",
                () -> fixture.registration.approve(
                        world.ben.user(), ballot.sha256(), fixture.proof(world.ben, ballot)));
        var pickUp = pickUp();
        ageEvidence(pickUp, 826);
        try (var key = DeliverableKey.generate(KeyAlgorithm.EC_P256)) {
            row(
                    "issue when the evidence ran out since the approval",
                    pickUp,
                    "stale-evidence",
                    () -> fixture.registration.pickUp(pickUp, key.publicKey(), "holder"));
        }
        assertThat(state(pickUp)).isEqualTo(RequestState.SUBMITTED);
        var waiting = drafted(world.taro(), "mail-sponsor/1");
        ageScope("DOMAIN", 399);
        row("submit on domain evidence of 399 days", waiting, "stale-evidence", () -> submit(waiting));
        ageScope("DOMAIN", -399);
        ageScope("ORGANISATION", 826);
        row("submit on organisation evidence of 826 days", waiting, "stale-evidence", () -> submit(waiting));
        ageScope("ORGANISATION", -826);
        submit(waiting);
        row("approve what has not been checked", waiting, "not-now", () -> noBallot(world.ben, waiting));
        row(
                "call an address proven without its mailbox",
                waiting,
                "bad-field",
                () -> record(world.anna, waiting, EvidenceMethod.EMAIL_CONTROL));
        var boss = Registrant.person("社長", "山田", world.number, world.name, "boss@" + world.domain);
        var colleague = DeskFixture.done(fixture.registration.draft(
                        world.owner.user(), world.desk.id(), fixture.draft(boss, "mail-sponsor/1")))
                .id();
        DeskFixture.done(fixture.registration.submit(world.owner.user(), colleague));
        fixture.evidence(world.anna, colleague, EvidenceMethod.FACE_TO_FACE);
        row(
                "certify a colleague's mailbox without its answer",
                colleague,
                "check-failed",
                () -> fixture.registration.check(world.anna.user(), colleague));
    }

    private void separation() {
        var entered = world.checked();
        row("approve what one entered", entered, "own-request", () -> noBallot(world.anna, entered));
        var mine = Registrant.person("弁", "山田", world.number, world.name, world.ben.email());
        var own = fixture.submitted(world.ben, world.desk.id(), mine, "mail-sponsor/1");
        row("verify one's own person", own, "own-request", () -> record(world.ben, own, EvidenceMethod.FACE_TO_FACE));
        fixture.evidence(world.chie, own, EvidenceMethod.FACE_TO_FACE);
        DeskFixture.done(fixture.registration.check(world.chie.user(), own));
        row("approve one's own request", own, "own-request", () -> noBallot(world.ben, own));
        var forMe = fixture.checked(world.anna, world.desk.id(), mine, "mail-sponsor/1");
        row("approve what a colleague entered for oneself", forMe, "own-request", () -> noBallot(world.ben, forMe));
        var twice = world.checked();
        fixture.approve(world.ben, twice);
        row("approve twice", twice, "already-approved", () -> noBallot(world.ben, twice));
        assertThat(state(twice)).isEqualTo(RequestState.CHECKED);
        var open = world.checked();
        var first =
                fixture.registration.ballot(world.chie.user(), List.of(open)).orElseThrow();
        row(
                "close a request without a reason",
                open,
                "reason-missing",
                () -> fixture.registration.refuse(world.chie.user(), open, "  "));
        fixture.registration.approve(world.chie.user(), first.sha256(), fixture.proof(world.chie, first));
        row(
                "use one signature twice",
                first.sha256(),
                "ballot-unknown",
                () -> fixture.registration.approve(
                        world.chie.user(), first.sha256(), fixture.proof(world.chie, first)));
    }

    private void others() {
        var theirs = other.checked();
        row("approve at another desk", theirs, "other-desk", () -> noBallot(world.ben, theirs));
        row(
                "check at another desk",
                theirs,
                "other-desk",
                () -> assertThat(fixture.registration.check(world.ben.user(), theirs))
                        .isEqualTo(new RequestOutcome.Unknown()));
        assertThat(fixture.requests.open(world.ben.user(), theirs)).isEmpty();
        row(
                "enter at another desk",
                other.desk.id(),
                "other-desk",
                () -> fixture.registration.draft(
                        world.anna.user(), other.desk.id(), fixture.draft(world.taro(), "mail-sponsor/1")));
        row(
                "upload at another desk",
                other.desk.id(),
                "other-desk",
                () -> fixture.bulks.upload(
                        world.anna.user(), other.desk.id(), "x.csv", new ByteArrayInputStream(new byte[0])));
        var dora = fixture.joined(
                fixture.person(world.domain), world.owner.user().organisation().id(), wariin.identity.Role.SIGNER);
        fixture.desks.appoint(world.owner.user(), world.desk.id(), dora.id());
        var signed = world.checked();
        fixture.approve(dora, signed);
        fixture.desks.remove(world.owner.user(), world.desk.id(), dora.id());
        row(
                "act after the removal",
                signed,
                "officer-removed",
                () -> fixture.registration.ask(dora.user(), signed, "why?"));
        fixture.approve(world.ben, signed);
        assertThat(state(signed))
                .as("a removed officer's signature counts no more")
                .isEqualTo(RequestState.CHECKED);
        fixture.desks.appoint(world.owner.user(), world.desk.id(), dora.id());
        var left = world.checked();
        fixture.approve(dora, left);
        fixture.left(dora, world.owner.user().organisation().id());
        row(
                "act after leaving the organisation",
                left,
                "officer-removed",
                () -> fixture.registration.ask(dora.user(), left, "why?"));
        fixture.approve(world.ben, left);
        assertThat(state(left)).as("nor that of one who left").isEqualTo(RequestState.CHECKED);
        var closed = other.checked();
        fixture.desks.activate(other.operator.user(), other.desk.id(), false);
        row("approve at a closed desk", closed, "desk-closed", () -> noBallot(other.ben, closed));
        row(
                "enter at a closed desk",
                other.desk.id(),
                "desk-closed",
                () -> fixture.registration.draft(
                        other.anna.user(), other.desk.id(), fixture.draft(other.taro(), "mail-sponsor/1")));
        fixture.desks.activate(other.operator.user(), other.desk.id(), true);
    }

    private void signatures() {
        var changed = world.checked();
        var ballot =
                fixture.registration.ballot(world.ben.user(), List.of(changed)).orElseThrow();
        DeskFixture.done(fixture.registration.check(world.chie.user(), changed));
        row(
                "sign a body that was changed since",
                changed,
                "body-changed",
                () -> fixture.registration.approve(
                        world.ben.user(), ballot.sha256(), fixture.proof(world.ben, ballot)));
        var old = world.checked();
        fixture.age("ra_request", "prepared_at", "id = '" + old + "'", 8);
        row("sign a body of eight days", old, "body-too-old", () -> noBallot(world.ben, old));
        rounds.refresh();
        assertThat(fixture.registration.ballot(world.ben.user(), List.of(old))).isPresent();
        var one = world.checked();
        var two = world.checked();
        var shown = fixture.registration.ballot(world.ben.user(), List.of(one)).orElseThrow();
        var elsewhere =
                fixture.registration.ballot(world.ben.user(), List.of(two)).orElseThrow();
        row(
                "sign one text for another",
                shown.sha256(),
                "wrong-proof",
                () -> fixture.registration.approve(
                        world.ben.user(), shown.sha256(), fixture.proof(world.ben, elsewhere)));
        row(
                "sign with a colleague's text",
                shown.sha256(),
                "ballot-unknown",
                () -> fixture.registration.approve(
                        world.chie.user(), shown.sha256(), fixture.proof(world.chie, shown)));
        row(
                "sign by PIN without one",
                shown.sha256(),
                "no-factor",
                () -> fixture.registration.approve(
                        world.ben.user(), shown.sha256(), new ApprovalProof.PinAndCode("123456", "000000")));
    }

    private void keys() {
        row(
                "bring no certification request",
                world.desk.id(),
                "key-not-proven",
                () -> fixture.registration.draft(
                        world.anna.user(),
                        world.desk.id(),
                        new RequestDraft(
                                "mail-sponsor/1", world.taro(), KeyOrigin.REQUEST, new byte[] {1, 2, 3}, null)));
        var broken = DeskFixture.request();
        broken[broken.length - 5] ^= 1;
        row(
                "bring a request that proves nothing",
                world.desk.id(),
                "key-not-proven",
                () -> fixture.registration.draft(
                        world.anna.user(),
                        world.desk.id(),
                        new RequestDraft("mail-sponsor/1", world.taro(), KeyOrigin.REQUEST, broken, null)));
        var csr = DeskFixture.request();
        var first = fixture.submitted(world.anna, world.desk.id(), world.taro(), csr);
        var second = fixture.submitted(world.anna, world.desk.id(), world.taro(), csr);
        fixture.evidence(world.anna, second, EvidenceMethod.EMPLOYER_RECORD);
        row(
                "certify another holder's key",
                second,
                "check-failed",
                () -> fixture.registration.check(world.anna.user(), second));
        assertThat(fixture.requests.find(second).orElseThrow().findings())
                .extracting(CheckFinding::code)
                .contains(CheckFinding.Code.KEY_USED_BEFORE);
        assertThat(state(first)).isEqualTo(RequestState.SUBMITTED);
        row(
                "ask for longer than the profile allows",
                world.desk.id(),
                "bad-field",
                () -> fixture.registration.draft(
                        world.anna.user(),
                        world.desk.id(),
                        new RequestDraft(
                                "mail-sponsor/1", world.taro(), KeyOrigin.PICK_UP, null, Duration.ofDays(5000))));
    }

    private void standing() {
        var rule = propose(world, world.name, Set.of("dev." + world.domain));
        row(
                "enrol under a rule that too few signed",
                rule.id(),
                "standing-approval-incomplete",
                () -> enrol(rule, "a.dev." + world.domain));
        fixture.signed(rule, world.ben);
        row(
                "sign a rule twice",
                rule.id(),
                "already-approved",
                () -> assertThat(fixture.standing.ballot(world.ben.user(), rule.id()))
                        .isEmpty());
        fixture.signed(rule, world.chie);
        assertThat(enrol(rule, "a.dev." + world.domain)).isInstanceOf(EnrolmentOutcome.Issued.class);
        row(
                "enrol for a name outside the rule",
                rule.id(),
                "outside-standing-approval",
                () -> enrol(rule, "a." + world.domain));
        row("enrol for a name outside the scope", rule.id(), "outside-domain", () -> enrol(rule, "a.example.com"));
        row(
                "enrol for a look-alike of the rule",
                rule.id(),
                "outside-standing-approval",
                () -> enrol(rule, "evildev." + world.domain));
        row(
                "enrol with another profile",
                rule.id(),
                "outside-standing-approval",
                () -> fixture.registration.enrol(
                        rule.id(),
                        new Enrolment(
                                "organisation-seal/1",
                                key(),
                                Registrant.organisation(world.number, world.name, null),
                                null),
                        "rest",
                        "program"));
        assertThat(enrol(rule, "b.dev." + world.domain)).isInstanceOf(EnrolmentOutcome.Issued.class);
        row("enrol beyond the number", rule.id(), "limit-exceeded", () -> enrol(rule, "c.dev." + world.domain));
        row(
                "propose a rule outside the scope",
                world.desk.id(),
                "outside-domain",
                () -> propose(world, world.name, Set.of("example.com")));
        var late = fixture.signed(propose(world, world.name, Set.of(world.domain)), world.ben, world.chie);
        ageScope("DOMAIN", 399);
        row(
                "enrol when the domain's evidence ran out",
                late.id(),
                "outside-domain",
                () -> enrol(late, "x." + world.domain));
        ageScope("DOMAIN", -399);
        fixture.age("ra_standing", "until", "id = '" + late.id() + "'", 400);
        row(
                "enrol under a rule whose time is over",
                late.id(),
                "standing-approval-expired",
                () -> enrol(late, "x." + world.domain));
        fixture.age("ra_standing", "until", "id = '" + late.id() + "'", -400);
        fixture.standing.revoke(world.anna.user(), late.id());
        row(
                "enrol under a revoked rule",
                late.id(),
                "standing-approval-revoked",
                () -> enrol(late, "x." + world.domain));
        var none = StandingApprovalId.random();
        row(
                "enrol under a rule that is none",
                none,
                "standing-approval-unknown",
                () -> fixture.registration.enrol(none, enrolment("x." + world.domain), "rest", "program"));
    }

    private void afterwards() {
        var issued = world.issued();
        var serial = fixture.requests.find(issued).orElseThrow().serial();
        row(
                "revoke for another desk",
                other.desk.id(),
                "other-desk",
                () -> fixture.registration.revokeFor(other.desk.id(), serial, RevocationReason.UNSPECIFIED, "program"));
        row(
                "suspend what the profile never suspends",
                issued,
                "not-suspendable",
                () -> fixture.registration.suspend(world.anna.user(), issued, "perhaps lost"));
        row(
                "withdraw what is issued",
                issued,
                "not-now",
                () -> fixture.registration.withdraw(world.anna.user(), issued));
        row(
                "revoke a stranger's certificate",
                issued,
                "other-desk",
                () -> fixture.registration.revoke(other.anna.user(), issued, RevocationReason.UNSPECIFIED, ""));
        assertThat(state(issued)).isEqualTo(RequestState.ISSUED);
    }

    // ---- the table

    private void row(String what, Object subject, String refusal, Attempt attempt) {
        var before = fixture.refusals(subject).size();
        var entries = fixture.journal.about(subject.toString()).size();
        var state = subject instanceof RequestId id ? state(id) : null;
        assertThatCode(attempt::make).as(what).doesNotThrowAnyException();
        var refusals = fixture.refusals(subject);
        assertThat(refusals.subList(before, refusals.size())).as(what).contains(refusal);
        if (state != null && !what.startsWith("issue ")) {
            assertThat(state((RequestId) subject)).as(what).isEqualTo(state);
            assertThat(fixture.journal.about(subject.toString()).size() - entries)
                    .as("%s leaves the entry of its refusal and nothing else", what)
                    .isEqualTo(refusals.size() - before);
        }
        table.add(String.format("%-62s %s", what, refusal));
    }

    private RequestState state(RequestId id) {
        return fixture.requests.find(id).orElseThrow().state();
    }

    private Registrant mail(String address) {
        return Registrant.person("太郎", "山田", world.number, world.name, address);
    }

    private RequestId drafted(Registrant registrant, String profile) {
        return DeskFixture.done(fixture.registration.draft(
                        world.anna.user(), world.desk.id(), fixture.draft(registrant, profile)))
                .id();
    }

    private void submit(RequestId id) {
        fixture.registration.submit(world.anna.user(), id);
    }

    private void noBallot(Somebody officer, RequestId id) {
        assertThat(fixture.registration.ballot(officer.user(), List.of(id))).isEmpty();
    }

    private void record(Somebody officer, RequestId id, EvidenceMethod method) throws IOException {
        fixture.evidences.record(
                officer.user(),
                id,
                method,
                "card",
                new Evidences.Upload("x.txt", new ByteArrayInputStream("x".getBytes(StandardCharsets.UTF_8))));
    }

    private RequestId pickUp() {
        var draft = new RequestDraft("mail-sponsor/1", world.taro(), KeyOrigin.PICK_UP, null, null);
        var id = DeskFixture.done(fixture.registration.draft(world.anna.user(), world.desk.id(), draft))
                .id();
        submit(id);
        fixture.evidence(world.anna, id, EvidenceMethod.EMPLOYER_RECORD);
        DeskFixture.done(fixture.registration.check(world.anna.user(), id));
        fixture.approve(world.ben, id);
        fixture.approve(world.chie, id);
        return id;
    }

    private StandingApproval propose(DeskWorld organisation, String name, Set<String> domains) {
        var rule = new StandingApprovals.Rule(
                "servers",
                "device/1",
                organisation.number,
                name,
                domains,
                2,
                Instant.now().plus(Duration.ofDays(300)));
        return fixture.standing.propose(world.anna.user(), world.desk.id(), rule)
                        instanceof StandingApprovals.Outcome.Done(var done)
                ? done
                : null;
    }

    private EnrolmentOutcome enrol(StandingApproval rule, String host) {
        return fixture.registration.enrol(rule.id(), enrolment(host), "rest", "program");
    }

    private Enrolment enrolment(String host) {
        return new Enrolment("device/1", key(), Registrant.device(world.number, world.name, List.of(host)), null);
    }

    private static PublicKey key() {
        try (var key = DeliverableKey.generate(KeyAlgorithm.EC_P256)) {
            return key.publicKey();
        }
    }

    private void ageEvidence(RequestId id, int days) {
        fixture.age("ra_evidence", "verified_at", "request_id = '" + id + "'", days);
    }

    private void ageScope(String kind, int days) {
        fixture.age(
                "ra_scope",
                "verified_at",
                "desk_id = '" + world.desk.id() + "' and kind = '" + kind + "' and ended_at is null",
                days);
    }
}

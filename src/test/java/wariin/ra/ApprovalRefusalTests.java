package wariin.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import wariin.database.DatabaseTest;
import wariin.identity.Consent;
import wariin.ra.evidence.EvidenceMethod;
import wariin.ra.refusal.CheckFinding;
import wariin.ra.request.KeyOrigin;
import wariin.ra.request.Registrant;
import wariin.ra.request.RequestDraft;
import wariin.ra.request.RequestState;

/// What officers may not approve, issue or look at.
@DatabaseTest
@Import(DeskFixture.class)
class ApprovalRefusalTests extends RefusalTable {

    @Autowired
    RegistrationRounds rounds;

    @Test
    void keepsWhoAskedApartFromWhoApproves() {
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
        fixture.registration.approve(world.chie.user(), first.sha256(), fixture.consent(world.chie, first));
        row(
                "use one signature twice",
                first.sha256(),
                "ballot-unknown",
                () -> fixture.registration.approve(
                        world.chie.user(), first.sha256(), fixture.consent(world.chie, first)));
    }

    @Test
    void keepsOtherDesksOut() {
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

    @Test
    void refusesSignaturesThatProveNothing() {
        var changed = world.checked();
        var ballot =
                fixture.registration.ballot(world.ben.user(), List.of(changed)).orElseThrow();
        DeskFixture.done(fixture.registration.check(world.chie.user(), changed));
        row(
                "sign a body that was changed since",
                changed,
                "body-changed",
                () -> fixture.registration.approve(
                        world.ben.user(), ballot.sha256(), fixture.consent(world.ben, ballot)));
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
                        world.ben.user(), shown.sha256(), fixture.consent(world.ben, elsewhere)));
        row(
                "sign with a colleague's text",
                shown.sha256(),
                "ballot-unknown",
                () -> fixture.registration.approve(
                        world.chie.user(), shown.sha256(), fixture.consent(world.chie, shown)));
        row(
                "sign by PIN without one",
                shown.sha256(),
                "no-factor",
                () -> fixture.registration.approve(
                        world.ben.user(), shown.sha256(), new Consent.PinAndCode("123456", "000000")));
    }

    @Test
    void refusesKeys() {
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
}

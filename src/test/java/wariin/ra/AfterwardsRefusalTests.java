package wariin.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import wariin.ca.revocation.RevocationReason;
import wariin.database.DatabaseTest;
import wariin.ra.request.Registrant;
import wariin.ra.request.RequestState;
import wariin.ra.request.StandingApprovalId;

/// What programs may not do under a standing approval, and what nobody may do to a certificate.
@DatabaseTest
@Import(DeskFixture.class)
class AfterwardsRefusalTests extends RefusalTable {

    @Test
    void refusesWhatTheRuleDoesNotAllow() {
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

    @Test
    void refusesWhatCannotBeDoneToACertificate() {
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
}

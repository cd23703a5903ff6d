package wariin.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import wariin.database.DatabaseTest;
import wariin.keys.DeliverableKey;
import wariin.keys.KeyAlgorithm;
import wariin.ra.desk.Desks;
import wariin.ra.desk.ScopeItem;
import wariin.ra.evidence.EvidenceMethod;
import wariin.ra.request.Registrant;
import wariin.ra.request.RequestState;

/// What a desk may not take in: outside its scope, under other names, or with evidence that is too old.
@DatabaseTest
@Import(DeskFixture.class)
class IntakeRefusalTests extends RefusalTable {

    @Test
    void refusesWhatLiesOutsideTheScope() {
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

    @Test
    void refusesNamesThatCannotBe() {
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

    @Test
    void refusesWhatWasVerifiedTooLongAgo() throws Exception {
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
                        world.ben.user(), ballot.sha256(), fixture.consent(world.ben, ballot)));
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
}

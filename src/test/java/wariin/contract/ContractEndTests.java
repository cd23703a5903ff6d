package wariin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import wariin.contract.ContractOutcome.Refused;
import wariin.contract.ContractOutcome.Unknown;

@ContractTest
class ContractEndTests {

    @Autowired
    Walk walk;

    @Autowired
    ContractSweeper sweeper;

    @Autowired
    ContractEvidence evidence;

    @Autowired
    Timeline timeline;

    Walk.Person anna;
    Walk.Person ben;
    ContractId id;

    @BeforeEach
    void send() throws Exception {
        anna = walk.member("Anna", "A");
        ben = walk.member("Ben", "B");
        id = walk.sent(anna, Contract.Order.SEQUENTIAL, ben.side(Walk.place(1))).id();
    }

    @Test
    void tellsEverybodyOfARejectionAndItsReason() throws Exception {
        walk.sign(anna, id);

        var rejected = Walk.done(walk.contracts().reject(ben.user(), id, " The price is wrong. "));

        assertThat(rejected.state()).isEqualTo(ContractState.REJECTED);
        assertThat(rejected.reason()).isEqualTo("The price is wrong.");
        assertThat(walk.subjects(anna.user().user().email())).anyMatch(subject -> subject.startsWith("Rejected"));
        assertThat(walk.subjects(ben.user().user().email())).anyMatch(subject -> subject.startsWith("Rejected"));
        assertThat(walk.signing().prepare(ben.user(), id, null))
                .isEqualTo(new ContractSigning.Preparation.Refused(Refusal.NOT_OPEN));
        assertThat(walk.contracts().reject(ben.user(), id, "again")).isEqualTo(new Refused(Refusal.NOT_OPEN));
    }

    @Test
    void asksForAReason() throws Exception {
        walk.sign(anna, id);

        assertThat(walk.contracts().reject(ben.user(), id, " ")).isEqualTo(new Refused(Refusal.REASON_MISSING));
    }

    @Test
    void letsOnlyTheSenderWithdraw() {
        assertThat(walk.contracts().withdraw(ben.user(), id, "")).isEqualTo(new Refused(Refusal.NOT_ALLOWED));
        assertThat(Walk.done(walk.contracts().withdraw(anna.user(), id, "")).state())
                .isEqualTo(ContractState.WITHDRAWN);
    }

    @Test
    void stopsAnActThatTheWithdrawalOvertook() throws Exception {
        var prompt = walk.prompt(anna, id);
        walk.contracts().withdraw(anna.user(), id, "");

        assertThat(walk.complete(anna, id, prompt)).isEqualTo(new SigningOutcome.Refused(Refusal.NOT_OPEN));
    }

    @Test
    void endsWhenTheDeadlinePasses() throws Exception {
        var draft = walk.draft(anna);
        var deadline = walk.clock().instant().plus(Duration.ofHours(1));
        var terms = new Contract.Terms("Soon", null, "JPY", deadline, Contract.Order.SEQUENTIAL, "");
        var sender = new Draft.Side(true, "", "", null, Locale.ENGLISH, Walk.place(0));
        walk.drafts().save(anna.user(), draft.id(), new Draft(terms, List.of(sender, ben.side(Walk.place(1)))));
        Walk.done(walk.drafts().send(anna.user(), draft.id()));

        sweeper.sweep(deadline.plusSeconds(1));

        var ended = walk.contracts().find(anna.user(), draft.id()).orElseThrow();
        assertThat(ended.state()).isEqualTo(ContractState.EXPIRED);
        assertThat(walk.subjects(anna.user().user().email())).anyMatch(subject -> subject.startsWith("Deadline"));
    }

    @Test
    void replacesTheLinkWhenReminding() throws Exception {
        walk.sign(anna, id);
        var old = walk.link(ben.user().user().email());

        walk.contracts().remind(anna.user(), id, party(ben).id());

        assertThat(walk.links().open(old)).contains(new InvitationLinks.Opened.Replaced());
        assertThat(walk.links().open(walk.link(ben.user().user().email())).orElseThrow())
                .isInstanceOf(InvitationLinks.Opened.Valid.class);
        assertThat(walk.links().open("x".repeat(43))).isEmpty();
    }

    @Test
    void recordsTheFirstViewOfEachPartyOnce() {
        var contract = walk.contracts().find(ben.user(), id).orElseThrow();

        walk.contracts().view(ben.user(), contract);
        walk.contracts().view(ben.user(), contract);

        assertThat(timeline.of(contract))
                .filteredOn(entry -> entry.kind().equals("contract-viewed"))
                .hasSize(1);
    }

    @Test
    void isUnknownToStrangers() throws Exception {
        var carla = walk.member("Carla", "C").user();
        var place = new Draft.Side(true, "", "", null, Locale.ENGLISH, null);
        var terms = new Contract.Terms("Mine now", null, "JPY", null, Contract.Order.PARALLEL, "");

        assertThat(walk.contracts().find(carla, id)).isEmpty();
        assertThat(walk.contracts().inbox(carla)).isEmpty();
        assertThat(walk.contracts().reject(carla, id, "no")).isEqualTo(new Unknown());
        assertThat(walk.contracts().withdraw(carla, id, "")).isEqualTo(new Unknown());
        assertThat(walk.contracts().remind(carla, id, party(ben).id())).isEqualTo(new Unknown());
        assertThat(walk.drafts().save(carla, id, new Draft(terms, List.of(place))))
                .isEqualTo(new Unknown());
        assertThat(walk.drafts().send(carla, id)).isEqualTo(new Unknown());
        assertThat(walk.drafts().discard(carla, id)).isEqualTo(new Unknown());
        assertThat(walk.signing().prepare(carla, id, null)).isEqualTo(new ContractSigning.Preparation.Unknown());
        assertThat(walk.files().shown(carla, id)).isEmpty();
        assertThat(walk.files().concluded(carla, id)).isEmpty();
        assertThat(evidence.archive(carla, id)).isEmpty();
    }

    @Test
    void isUnknownToTheCounterpartyWhileItIsADraft() throws Exception {
        var draft = walk.draft(anna);
        var terms = new Contract.Terms("Draft", null, "JPY", null, Contract.Order.PARALLEL, "");
        var sender = new Draft.Side(true, "", "", null, Locale.ENGLISH, null);
        walk.drafts().save(anna.user(), draft.id(), new Draft(terms, List.of(sender, ben.side(null))));

        assertThat(walk.contracts().find(ben.user(), draft.id())).isEmpty();
        assertThat(walk.contracts().inbox(ben.user()))
                .noneMatch(contract -> contract.id().equals(draft.id()));
    }

    @Test
    void refusesWhatIsNotAPdfAndKeepsNothing() throws Exception {
        var before = walk.contracts().inbox(anna.user()).size();
        var text = new ByteArrayInputStream("<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));

        assertThat(walk.drafts().upload(anna.user(), "x.pdf", text)).isEqualTo(new Refused(Refusal.NOT_A_PDF));
        assertThat(walk.drafts().upload(anna.user(), "x.pdf", new ByteArrayInputStream(new byte[0])))
                .isEqualTo(new Refused(Refusal.FILE_EMPTY));
        assertThat(walk.contracts().inbox(anna.user())).hasSize(before);
    }

    @Test
    void makesOneContractOfARepeatedRequest() throws Exception {
        var first = walk.drafts().upload(anna.user(), "a.pdf", new ByteArrayInputStream(Walk.sample()), "key-1");
        var again = walk.drafts().upload(anna.user(), "a.pdf", new ByteArrayInputStream(Walk.sample()), "key-1");
        var others = walk.drafts().upload(ben.user(), "a.pdf", new ByteArrayInputStream(Walk.sample()), "key-1");

        assertThat(Walk.done(again).id()).isEqualTo(Walk.done(first).id());
        assertThat(Walk.done(others).id()).isNotEqualTo(Walk.done(first).id());
    }

    @Test
    void keepsTitlesAndNamesToOneLine() throws Exception {
        var draft = walk.draft(anna);
        var terms = new Contract.Terms("A\r\nBcc: x@y.z", null, "JPY", null, Contract.Order.PARALLEL, "one\ntwo\u0000");
        var sender = new Draft.Side(true, "", "", null, Locale.ENGLISH, null);
        var other = new Draft.Side(false, "b@example.com", "B\nC", "D\u202E", Locale.ENGLISH, null);

        var kept = Walk.done(walk.drafts().save(anna.user(), draft.id(), new Draft(terms, List.of(sender, other))));

        assertThat(kept.terms().title()).isEqualTo("A Bcc: x@y.z");
        assertThat(kept.terms().message()).isEqualTo("one\ntwo");
        assertThat(kept.parties().get(1).name()).isEqualTo("B C");
        assertThat(kept.parties().get(1).organisation()).isEqualTo("D");
    }

    @Test
    void refusesDraftsThatCannotBe() throws Exception {
        var draft = walk.draft(anna);
        var sender = new Draft.Side(true, "", "", null, Locale.ENGLISH, Walk.place(0));
        var outside = new Place(0, 560, 0, 80, 80);

        assertThat(saved(draft, "", sender)).isEqualTo(new Refused(Refusal.TITLE_MISSING));
        assertThat(saved(draft, "x".repeat(201), sender)).isEqualTo(new Refused(Refusal.TITLE_TOO_LONG));
        assertThat(saved(draft, "x")).isEqualTo(new Refused(Refusal.SENDER_MISSING));
        assertThat(saved(draft, "x", sender, sender)).isEqualTo(new Refused(Refusal.SENDER_MISSING));
        assertThat(saved(draft, "x", sender, anna.side(null))).isEqualTo(new Refused(Refusal.PARTY_TWICE));
        assertThat(saved(draft, "x", sender, ben.side(Walk.place(0)))).isEqualTo(new Refused(Refusal.PLACES_OVERLAP));
        assertThat(saved(draft, "x", sender, ben.side(outside))).isEqualTo(new Refused(Refusal.PLACE_OUTSIDE));
        assertThat(saved(draft, "x", sender, ben.side(new Place(7, 0, 0, 80, 80))))
                .isEqualTo(new Refused(Refusal.PLACE_OUTSIDE));
        assertThat(walk.drafts().send(anna.user(), draft.id())).isEqualTo(new Refused(Refusal.PARTIES_MISSING));
    }

    private ContractOutcome saved(Contract draft, String title, Draft.Side... sides) {
        var terms = new Contract.Terms(title, null, "JPY", null, Contract.Order.PARALLEL, "");
        return walk.drafts().save(anna.user(), draft.id(), new Draft(terms, List.of(sides)));
    }

    @Test
    void throwsADraftAway() throws Exception {
        var draft = walk.draft(anna);

        Walk.done(walk.drafts().discard(anna.user(), draft.id()));

        assertThat(walk.contracts().find(anna.user(), draft.id())).isEmpty();
        assertThat(walk.drafts().discard(anna.user(), id)).isEqualTo(new Refused(Refusal.NOT_A_DRAFT));
    }

    private Party party(Walk.Person person) {
        return walk.contracts()
                .find(anna.user(), id)
                .flatMap(contract -> contract.partyOf(person.user().user()))
                .orElseThrow();
    }
}

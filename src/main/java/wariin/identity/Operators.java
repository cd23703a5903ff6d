package wariin.identity;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.identity.Appointment.Kind;
import wariin.identity.AppointmentOutcome.Refusal;
import wariin.identity.AppointmentOutcome.Refused;
import wariin.journal.Act;
import wariin.journal.Journal;

/// Who runs this platform: operators appoint and dismiss each other, each time with the passkeys of two over a text
/// that names the person. Only where there is one operator is one enough, and whom that one appoints rests first.
@Service
public class Operators {

    /// Somebody who runs this platform.
    ///
    /// @param restsUntil until when they take no part in what two decide; null if they do
    public record Operator(
            User user, Instant since, @Nullable Instant restsUntil) {
        public boolean rested() {
            return restsUntil == null;
        }
    }

    /// Who people are and how they prove it.
    @Component("operatorPeople")
    record People(PeopleRegister register, Accounts accounts, Passkeys passkeys, OperatorStanding standing) {}

    /// What an appointment is written and told with.
    @Component("operatorWriting")
    record Writing(
            Journal journal,
            OperatorMails mails,
            OperatorSettings settings,
            TransactionTemplate transactions,
            Clock clock) {}

    private static final Duration ASKED_FOR = Duration.ofMinutes(10);

    private final OperatorRegister operators;
    private final People people;
    private final Writing writing;
    private final ObsoleteProposals obsolete;
    private final MessageSource messages;

    Operators(
            OperatorRegister operators,
            People people,
            Writing writing,
            ObsoleteProposals obsolete,
            MessageSource messages) {
        this.operators = operators;
        this.people = people;
        this.writing = writing;
        this.obsolete = obsolete;
        this.messages = messages;
    }

    /// Those of longest standing first; none for somebody who is no operator.
    public List<Operator> all(CurrentUser me) {
        return me.operator() ? people.standing().all() : List.of();
    }

    /// How long a new operator takes no part in what two decide.
    public Duration rest() {
        return writing.settings().rest();
    }

    /// How many may take part in what two decide.
    public int deciding() {
        return (int) people.standing().all().stream().filter(Operator::rested).count();
    }

    /// Whether this person may take part in what two decide.
    public boolean mayDecide(UserId user) {
        return people.standing().isRested(user);
    }

    /// Whether a consent of then still counts: who was dismissed since, or came back later, gave it for nothing.
    public boolean counts(UserId user, Instant consentedAt) {
        return people.standing()
                .find(user)
                .filter(Operator::rested)
                .filter(operator -> !consentedAt.isBefore(operator.since()))
                .isPresent();
    }

    /// Begins to make a member an operator.
    public AppointmentOutcome appoint(CurrentUser me, String email) {
        var person = people.accounts()
                .findUser(email)
                .filter(user -> !user.guest())
                .filter(user -> !people.accounts().organisationsOf(user.id()).isEmpty());
        return person.map(user -> ask(me, Kind.APPOINT, user)).orElseGet(() -> new Refused(Refusal.UNKNOWN_PERSON));
    }

    /// Begins to end somebody's authority over the platform.
    public AppointmentOutcome dismiss(CurrentUser me, UserId person) {
        return people.accounts()
                .findUser(person)
                .map(user -> ask(me, Kind.DISMISS, user))
                .orElseGet(() -> new Refused(Refusal.NO_OPERATOR));
    }

    /// What one operator has proposed and another has not agreed to yet; none for somebody who is no operator.
    public List<Appointment> proposals(CurrentUser me) {
        return me.operator() ? operators.proposals(writing.clock().instant()) : List.of();
    }

    /// What waits for the passkey of exactly this operator, or, as a proposal, for any operator's.
    public Optional<Appointment> open(CurrentUser me, UUID id) {
        if (!me.operator()) return Optional.empty();
        return operators
                .open(id, writing.clock().instant())
                .filter(found -> found.actor().equals(me.user().id())
                        || found.proposed() && people.register().isOperator(found.actor()));
    }

    /// Whether one operator's passkey is enough for it as things stand.
    public boolean sufficesAlone(Appointment one) {
        return !one.proposed() && people.standing().sufficesAlone(one.kind(), one.person(), one.actor());
    }

    /// Options for the operator's passkey over the text.
    public Optional<String> options(CurrentUser me, UUID id) {
        var user = me.user().id();
        return open(me, id)
                .filter(found -> !found.proposed() || !found.actor().equals(user))
                .filter(_ -> !people.passkeys().of(user).isEmpty())
                .map(found -> people.passkeys().assertionOptions(user, found.challenge()));
    }

    /// Proposes it, or carries it out, if the passkey signed the text and nothing that it rests on has changed.
    public AppointmentOutcome confirm(CurrentUser me, UUID id, String assertion) {
        var open = open(me, id);
        if (open.isEmpty()) return new Refused(Refusal.NOT_NOW);
        var second = open.get().proposed();
        if (second && open.get().actor().equals(me.user().id())) return new Refused(Refusal.OWN_PROPOSAL);
        var proof = people.passkeys().verify(me.user().id(), open.get().challenge(), assertion);
        if (!(proof instanceof AssertionOutcome.Verified(var _, var evidence))) return new Refused(Refusal.WRONG_PROOF);
        return writing.transactions().execute(status -> {
            // One after the other: two who dismiss each other at once would leave nobody.
            people.register().lockOperators();
            var outcome = second ? agree(me, open.get(), evidence) : sign(me, open.get(), evidence);
            if (outcome instanceof Refused) status.setRollbackOnly();
            return outcome;
        });
    }

    /// Takes a proposal back; false if it is not this operator's, or waits no longer.
    public boolean withdraw(CurrentUser me, UUID id) {
        var open = open(me, id).filter(Appointment::proposed);
        if (open.isEmpty()) return false;
        return Boolean.TRUE.equals(writing.transactions().execute(_ -> {
            if (!operators.withdraw(id, me.user().id(), writing.clock().instant())) return false;
            append("operator-proposal-withdrawn", open.get(), me, Map.of());
            writing.mails().withdrawn(open.get(), me.user());
            return true;
        }));
    }

    private AppointmentOutcome ask(CurrentUser me, Kind kind, User person) {
        var actor = me.user().id();
        if (people.passkeys().of(actor).isEmpty()) return new Refused(Refusal.NO_PASSKEY_OF_YOURS);
        var refusal = refusal(kind, person.id(), actor);
        if (refusal.isPresent()) return new Refused(refusal.get());
        var id = UUID.randomUUID();
        var now = writing.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        var words = new Object[] {
            person.name(), person.email(), me.user().name(), me.user().email(), now.toString(), id.toString()
        };
        // Two people sign it, who need not read the same language.
        var key = "identity.operators." + kind.key() + ".signed";
        var text = messages.getMessage(key, words, Locale.JAPANESE) + "\n\n"
                + messages.getMessage(key, words, Locale.ENGLISH);
        var challenge = OpaqueToken.sha256(text.getBytes(StandardCharsets.UTF_8));
        var appointment = new Appointment(id, kind, person.id(), actor, text, challenge, now.plus(ASKED_FOR), false);
        operators.add(appointment);
        return new AppointmentOutcome.Asked(appointment);
    }

    private Optional<Refusal> refusal(Kind kind, UserId person, UserId actor) {
        return people.standing()
                .refusal(kind, person, actor)
                .or(() -> operators.proposals(writing.clock().instant()).stream()
                        .filter(one -> one.person().equals(person))
                        .map(_ -> Refusal.PROPOSED_ALREADY)
                        .findFirst());
    }

    private AppointmentOutcome sign(CurrentUser me, Appointment asked, AssertionEvidence proof) {
        var refusal = refusal(asked.kind(), asked.person(), asked.actor());
        if (refusal.isPresent()) return new Refused(refusal.get());
        var now = writing.clock().instant();
        if (sufficesAlone(asked)) {
            return operators.finish(asked.id(), proof, now) && carriedOut(me, asked, now)
                    ? new AppointmentOutcome.Done()
                    : new Refused(Refusal.NOT_NOW);
        }
        var until = now.plus(writing.settings().proposals());
        if (!operators.propose(asked.id(), proof, now, until)) return new Refused(Refusal.NOT_NOW);
        append("operator-" + asked.kind().key() + "-proposed", asked, me, Map.of("until", until.toString()));
        writing.mails().proposed(asked, me.user());
        return new AppointmentOutcome.Proposed();
    }

    private AppointmentOutcome agree(CurrentUser me, Appointment proposed, AssertionEvidence proof) {
        var user = me.user().id();
        if (!people.register().isOperator(user)) return new Refused(Refusal.NOT_NOW);
        if (!people.standing().isRested(user)) return new Refused(Refusal.RESTING);
        var refusal = people.standing().refusal(proposed.kind(), proposed.person(), proposed.actor());
        if (refusal.isPresent()) return new Refused(refusal.get());
        var now = writing.clock().instant();
        return operators.consent(proposed.id(), user, proof, now) && carriedOut(me, proposed, now)
                ? new AppointmentOutcome.Done()
                : new Refused(Refusal.NOT_NOW);
    }

    private boolean carriedOut(CurrentUser me, Appointment one, Instant now) {
        var appointed = one.kind() == Kind.APPOINT;
        var person = one.person();
        if (!(appointed ? operators.appoint(person, now) : operators.dismiss(person))) return false;
        append(
                appointed ? "operator-appointed" : "operator-dismissed",
                one,
                me,
                Map.of("proposedBy", one.actor().toString()));
        obsolete.end(person, me.getName(), now);
        writing.mails().done(one, me.user());
        return true;
    }

    private void append(String kind, Appointment one, CurrentUser me, Map<String, String> more) {
        var facts = new java.util.TreeMap<>(more);
        facts.put("appointment", one.id().toString());
        writing.journal().append(new Act(kind, one.person().toString(), me.getName(), facts));
    }
}

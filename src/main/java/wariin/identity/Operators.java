package wariin.identity;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.identity.Appointment.Kind;
import wariin.identity.AppointmentOutcome.Refusal;
import wariin.identity.AppointmentOutcome.Refused;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.notify.Mail;
import wariin.notify.Mailer;
import wariin.site.SiteSettings;

/// Who runs this platform: operators appoint and dismiss each other, each time with their passkey over a text that
/// names the person; there is always one.
@Service
public class Operators {

    /// Somebody who runs this platform.
    public record Operator(User user, Instant since) {}

    /// Who people are and how they prove it.
    @Component("operatorPeople")
    record People(PeopleRegister register, Accounts accounts, Passkeys passkeys) {}

    /// What an appointment is written and told with.
    @Component("operatorWriting")
    record Writing(Journal journal, Mailer mailer, TransactionTemplate transactions, Clock clock) {}

    private static final Duration ASKED_FOR = Duration.ofMinutes(10);

    private final OperatorRegister operators;
    private final People people;
    private final Writing writing;
    private final MessageSource messages;
    private final SiteSettings site;

    Operators(OperatorRegister operators, People people, Writing writing, MessageSource messages, SiteSettings site) {
        this.operators = operators;
        this.people = people;
        this.writing = writing;
        this.messages = messages;
        this.site = site;
    }

    /// Those of longest standing first; none for somebody who is no operator.
    public List<Operator> all(CurrentUser me) {
        return me.operator() ? operators.all() : List.of();
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

    /// What waits for the passkey of exactly this operator.
    public Optional<Appointment> open(CurrentUser me, UUID id) {
        return me.operator()
                ? operators.open(id, me.user().id(), writing.clock().instant())
                : Optional.empty();
    }

    /// Options for the operator's passkey over the text.
    public Optional<String> options(CurrentUser me, UUID id) {
        var user = me.user().id();
        return open(me, id).map(found -> people.passkeys().assertionOptions(user, found.challenge()));
    }

    /// Carries it out, if the passkey signed the text and nothing that it rests on has changed.
    public AppointmentOutcome confirm(CurrentUser me, UUID id, String assertion) {
        var open = open(me, id);
        if (open.isEmpty()) return new Refused(Refusal.NOT_NOW);
        var proof = people.passkeys().verify(me.user().id(), open.get().challenge(), assertion);
        if (!(proof instanceof AssertionOutcome.Verified(var _, var evidence))) return new Refused(Refusal.WRONG_PROOF);
        return writing.transactions().execute(status -> {
            var outcome = carryOut(me, open.get(), evidence);
            if (outcome instanceof Refused) status.setRollbackOnly();
            return outcome;
        });
    }

    private AppointmentOutcome ask(CurrentUser me, Kind kind, User person) {
        var actor = me.user().id();
        if (!me.operator()) return new Refused(Refusal.NOT_NOW);
        if (people.passkeys().of(actor).isEmpty()) return new Refused(Refusal.NO_PASSKEY_OF_YOURS);
        var refusal = refusal(kind, person.id());
        if (refusal.isPresent()) return new Refused(refusal.get());
        var id = UUID.randomUUID();
        var now = writing.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        var words = new Object[] {
            person.name(), person.email(), me.user().name(), me.user().email(), now.toString(), id.toString()
        };
        var text = messages.getMessage(
                "identity.operators." + kind.key() + ".signed", words, me.user().locale());
        var challenge = OpaqueToken.sha256(text.getBytes(StandardCharsets.UTF_8));
        var appointment = new Appointment(id, kind, person.id(), actor, text, challenge, now.plus(ASKED_FOR));
        operators.add(appointment);
        return new AppointmentOutcome.Asked(appointment);
    }

    private Optional<Refusal> refusal(Kind kind, UserId person) {
        var operator = people.register().isOperator(person);
        return switch (kind) {
            case APPOINT -> {
                if (operator) yield Optional.of(Refusal.OPERATOR_ALREADY);
                yield people.passkeys().of(person).isEmpty() ? Optional.of(Refusal.NO_PASSKEY) : Optional.empty();
            }
            case DISMISS -> {
                if (!operator) yield Optional.of(Refusal.NO_OPERATOR);
                yield people.register().operators() < 2 ? Optional.of(Refusal.LAST_OPERATOR) : Optional.empty();
            }
        };
    }

    /// One after the other: two who dismiss each other at once would leave nobody.
    private AppointmentOutcome carryOut(CurrentUser me, Appointment appointment, AssertionEvidence proof) {
        people.register().lockOperators();
        if (!people.register().isOperator(me.user().id())) return new Refused(Refusal.NOT_NOW);
        var refusal = refusal(appointment.kind(), appointment.person());
        if (refusal.isPresent()) return new Refused(refusal.get());
        var now = writing.clock().instant();
        var appointed = appointment.kind() == Kind.APPOINT;
        var person = appointment.person();
        if (!operators.finish(appointment.id(), proof, now)) return new Refused(Refusal.NOT_NOW);
        if (!(appointed ? operators.appoint(person, now) : operators.dismiss(person))) {
            return new Refused(Refusal.NOT_NOW);
        }
        writing.journal()
                .append(new Act(
                        appointed ? "operator-appointed" : "operator-dismissed",
                        person.toString(),
                        me.getName(),
                        Map.of("appointment", appointment.id().toString())));
        people.accounts().findUser(person).ifPresent(user -> tell(user, me, appointment.kind()));
        return new AppointmentOutcome.Done();
    }

    private void tell(User person, CurrentUser me, Kind kind) {
        writing.mailer()
                .send(new Mail(
                        person.email(),
                        person.locale(),
                        "identity.mail.operator-" + kind.key(),
                        Map.of(
                                "name", person.name(),
                                "operator", me.user().name(),
                                "link", site.url(kind == Kind.APPOINT ? "/operator" : "/account"))));
    }
}

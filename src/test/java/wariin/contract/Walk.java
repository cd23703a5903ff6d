package wariin.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.io.ClassPathResource;
import wariin.demo.SoftwareAuthenticator;
import wariin.identity.CurrentUser;
import wariin.identity.Details;
import wariin.identity.Guests;
import wariin.identity.Passkeys;
import wariin.identity.Sessions;
import wariin.identity.SignUp;
import wariin.notify.Outbox;
import wariin.notify.OutboxMessage;
import wariin.signing.ActivationProof;
import wariin.site.SiteSettings;

/// What people do with contracts, one method a deed.
@TestComponent
record Walk(
        SignUp signUp,
        Guests guests,
        Sessions sessions,
        Passkeys passkeys,
        Outbox outbox,
        Drafts drafts,
        Contracts contracts,
        ContractSigning signing,
        ContractFiles files,
        InvitationLinks links,
        SiteSettings site,
        Clock clock) {

    /// Somebody with a session and a passkey.
    record Person(CurrentUser user, SoftwareAuthenticator authenticator, String session) {
        Draft.Side side(Place place) {
            var me = user.user();
            return new Draft.Side(
                    false, me.email(), me.name(), user.organisation().name(), Locale.ENGLISH, place);
        }
    }

    static Place place(int number) {
        return new Place(0, 40 + 110.0 * number, 640, 80, 80);
    }

    static String address(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
    }

    Person member(String name, String organisation) {
        return member(name, organisation, "7000012050002");
    }

    Person member(String name, String organisation, String number) {
        var email = address(name.toLowerCase(Locale.ROOT).replace(' ', '.'));
        var ticket = ((SignUp.Start.Sent)
                        signUp.start(email, Locale.ENGLISH, UUID.randomUUID().toString()))
                .ticket();
        signUp.confirm(ticket, code(email), "test");
        var details = new Details(name, organisation, null, number, null);
        var done = (SignUp.Finish.Done) signUp.finish(ticket, details, Locale.ENGLISH, "test");
        return withPasskey(done.sessionToken());
    }

    /// Enters by the newest invitation link in the mail to this address.
    Person guest(String email, String name, String organisation) {
        var opened = (InvitationLinks.Opened.Valid) links.open(link(email)).orElseThrow();
        var path = links.begin(opened);
        var ticket = path.substring(path.lastIndexOf('/') + 1);
        guests.confirm(ticket, code(email), "test");
        var details = new Details(name, organisation, null, null, null);
        var done = (Guests.Finish.Done) guests.finish(ticket, details, Locale.ENGLISH, "test");
        return withPasskey(done.sessionToken());
    }

    private Person withPasskey(String session) {
        var user = sessions.find(session).orElseThrow();
        var authenticator = new SoftwareAuthenticator();
        var id = user.user().id();
        passkeys.register(id, authenticator.register(passkeys.registrationOptions(id), site.baseUrl()), "test");
        return new Person(user, authenticator, session);
    }

    String code(String email) {
        return find(email, "\\b[0-9]{6}\\b");
    }

    String link(String email) {
        return find(email, "(?<=/sign/)[A-Za-z0-9_-]{43}");
    }

    List<String> subjects(String email) {
        return mails(email).stream().map(OutboxMessage::subject).toList();
    }

    private String find(String email, String what) {
        for (var mail : mails(email)) {
            var found = Pattern.compile(what).matcher(String.valueOf(mail.body()));
            if (found.find()) return found.group();
        }
        throw new AssertionError("No mail to " + email + " has " + what);
    }

    private List<OutboxMessage> mails(String email) {
        return outbox.newest(clock.instant().plus(Duration.ofMinutes(1)), 500).stream()
                .filter(mail -> mail.recipient().equalsIgnoreCase(email))
                .toList();
    }

    static byte[] sample() throws IOException {
        return new ClassPathResource("sample/contract.pdf").getContentAsByteArray();
    }

    Contract draft(Person sender) throws IOException {
        return done(drafts.upload(sender.user(), "contract.pdf", new ByteArrayInputStream(sample())));
    }

    /// Uploads the sample and sends it; the sender comes first.
    Contract sent(Person sender, Contract.Order order, Draft.Side... others) throws IOException {
        var id = draft(sender).id();
        var terms = new Contract.Terms("Services", new BigDecimal("1000"), "JPY", null, order, "");
        var sides = new ArrayList<Draft.Side>();
        sides.add(new Draft.Side(true, "", "", null, Locale.ENGLISH, place(0)));
        sides.addAll(List.of(others));
        done(drafts.save(sender.user(), id, new Draft(terms, sides)));
        return done(drafts.send(sender.user(), id));
    }

    static Contract done(ContractOutcome outcome) {
        if (outcome instanceof ContractOutcome.Done(var contract)) return contract;
        throw new AssertionError(outcome);
    }

    Prompt prompt(Person person, ContractId id) throws IOException {
        var outcome = signing.prepare(person.user(), id, null);
        if (outcome instanceof ContractSigning.Preparation.Prompted(var prompt)) return prompt;
        throw new AssertionError(outcome);
    }

    ActivationProof proof(Person person, Prompt prompt) {
        var challenge = prompt.authorization().data().challenge();
        var options = passkeys.assertionOptions(person.user().user().id(), challenge);
        return new ActivationProof.Passkey(person.authenticator().authenticate(options, site.baseUrl()));
    }

    SigningOutcome complete(Person person, ContractId id, Prompt prompt) throws IOException {
        return signing.complete(person.user(), id, prompt.authorization().id(), proof(person, prompt));
    }

    Contract sign(Person person, ContractId id) throws IOException {
        var outcome = complete(person, id, prompt(person, id));
        if (outcome instanceof SigningOutcome.Signed(var contract)) return contract;
        throw new AssertionError(outcome);
    }

    byte[] concluded(Person person, ContractId id) throws IOException {
        try (var in = files.concluded(person.user(), id).orElseThrow().open()) {
            return in.readAllBytes();
        }
    }
}

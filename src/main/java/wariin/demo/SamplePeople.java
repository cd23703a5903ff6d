package wariin.demo;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.identity.CurrentUser;
import wariin.identity.Details;
import wariin.identity.FirstSetUp;
import wariin.identity.Passkeys;
import wariin.identity.RecoveryCodes;
import wariin.identity.Sessions;
import wariin.identity.SignUp;
import wariin.notify.Outbox;
import wariin.notify.OutboxMessage;
import wariin.site.SiteSettings;

/// Lets people who do not exist sign up as real ones do: address, code from the mail, details, passkey.
@Component
public class SamplePeople {

    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");
    private static final String DEVICE = "demo";

    /// Somebody with a session and a passkey of their own.
    public record SamplePerson(CurrentUser user, SoftwareAuthenticator passkey) {

        public String email() {
            return user.user().email();
        }
    }

    private final FirstSetUp firstSetUp;
    private final SignUp signUp;
    private final Sessions sessions;
    private final Passkeys passkeys;
    private final RecoveryCodes recoveryCodes;
    private final Mailbox mailbox;
    private @Nullable SamplePerson operator;

    /// Where the mails rest, and this site's address.
    @Component
    record Mailbox(Outbox outbox, SiteSettings site, Clock clock) {

        String code(String email) {
            return outbox.newest(clock.instant().plusSeconds(60), 50).stream()
                    .filter(message -> message.recipient().equalsIgnoreCase(email))
                    .map(OutboxMessage::body)
                    .map(CODE::matcher)
                    .filter(java.util.regex.Matcher::find)
                    .map(java.util.regex.Matcher::group)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No code was mailed to " + email));
        }
    }

    SamplePeople(
            FirstSetUp firstSetUp,
            SignUp signUp,
            Sessions sessions,
            Passkeys passkeys,
            RecoveryCodes recoveryCodes,
            Mailbox mailbox) {
        this.firstSetUp = firstSetUp;
        this.signUp = signUp;
        this.sessions = sessions;
        this.passkeys = passkeys;
        this.recoveryCodes = recoveryCodes;
        this.mailbox = mailbox;
    }

    /// The operator of the platform, by the one-time link; empty if somebody else has used it.
    Optional<SamplePerson> operator(String email, Details details) {
        if (operator != null) return Optional.of(operator);
        operator = firstSetUp.link().map(link -> setUp(link, email, details)).orElse(null);
        return Optional.ofNullable(operator);
    }

    private SamplePerson setUp(String link, String email, Details details) {
        var ticket = link.substring(link.lastIndexOf('/') + 1);
        var done = firstSetUp
                .finish(ticket, email, details, Locale.JAPANESE, DEVICE)
                .orElseThrow(() -> new IllegalStateException(email + " is no address"));
        return person(email, done);
    }

    SamplePerson member(String email, String name, String organisation, @Nullable String en, @Nullable String number) {
        if (!(signUp.start(email, Locale.JAPANESE, email) instanceof SignUp.Start.Sent(var ticket))) {
            throw new IllegalStateException("No mail could be sent to " + email);
        }
        signUp.confirm(ticket, mailbox.code(email), DEVICE);
        var details = new Details(name, organisation, en, number, null);
        return person(email, signUp.finish(ticket, details, Locale.JAPANESE, DEVICE));
    }

    String origin() {
        return mailbox.site().baseUrl();
    }

    /// A human visitor of the demo has no passkey of theirs: these codes let in once each.
    java.util.List<String> recoveryCodes(SamplePerson person) {
        return recoveryCodes.renew(person.user().user().id());
    }

    private SamplePerson person(String email, SignUp.Finish outcome) {
        if (!(outcome instanceof SignUp.Finish.Done(var token))) {
            throw new IllegalStateException(email + " could not sign up: " + outcome);
        }
        var user = sessions.find(token).orElseThrow();
        var passkey = new SoftwareAuthenticator();
        var id = user.user().id();
        passkeys.register(id, passkey.register(passkeys.registrationOptions(id), origin()), DEVICE);
        return new SamplePerson(user, passkey);
    }
}

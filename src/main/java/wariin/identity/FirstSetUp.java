package wariin.identity;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import wariin.site.SiteSettings;

/// Makes the first operator through a one-time link that only the server's console shows; there is no default
/// password.
@Service
public class FirstSetUp {

    private static final MailAddress NOBODY_YET = new MailAddress("operator@localhost");

    private final PeopleRegister people;
    private final Tickets tickets;
    private final SignUp signUp;
    private final SiteSettings site;
    private volatile @Nullable String link;

    FirstSetUp(PeopleRegister people, Tickets tickets, SignUp signUp, SiteSettings site) {
        this.people = people;
        this.tickets = tickets;
        this.signUp = signUp;
        this.site = site;
    }

    /// Each start makes a new link and voids the one before. It goes to the console, not to the log, which others
    /// read.
    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void offer() {
        if (people.operatorExists()) return;
        tickets.withdraw(TicketRegister.Kind.SET_UP);
        var ticket = signUp.ticket(TicketRegister.Kind.SET_UP, NOBODY_YET, Locale.ENGLISH);
        link = site.url("/setup/" + tickets.begin(ticket, true).value());
        System.out.println("First set-up, once, within 24 hours: " + link);
    }

    /// The link while nobody has used it, for whoever starts the platform from within this process.
    public Optional<String> link() {
        return Optional.ofNullable(link);
    }

    public boolean isOpen(String ticket) {
        return tickets.find(ticket)
                .filter(found -> found.kind() == TicketRegister.Kind.SET_UP)
                .isPresent();
    }

    /// Empty if the address cannot be one.
    @Transactional
    public Optional<SignUp.Finish> finish(String ticket, String email, Details details, Locale locale, String device) {
        var outcome = MailAddress.read(email).map(address -> signUp.finish(ticket, address, details, locale, device));
        if (outcome.orElse(null) instanceof SignUp.Finish.Done) link = null;
        return outcome;
    }
}

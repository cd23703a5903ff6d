package wariin.tsa;

import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import wariin.identity.Accounts;
import wariin.identity.User;
import wariin.notify.Mail;
import wariin.notify.Mailer;
import wariin.site.Dates;

/// Tells of trouble with the clock, each person in their own language. An address that belongs to nobody here, such as
/// that of a team, is told in Japanese, as the platform's other alarms are.
@Component
class ClockMails {
    private final Mailer mailer;
    private final Accounts accounts;
    private final MessageSource messages;
    private final Dates dates;

    ClockMails(Mailer mailer, Accounts accounts, MessageSource messages, Dates dates) {
        this.mailer = mailer;
        this.accounts = accounts;
        this.messages = messages;
        this.dates = dates;
    }

    void send(String address, ClockEvent event) {
        var locale = accounts.findUser(address).map(User::locale).orElse(Locale.JAPANESE);
        var reason = new ClockReason(event.detail());
        var detail = messages.getMessage(reason.key(), new Object[] {reason.number()}, event.detail(), locale);
        var arguments = Map.of("at", dates.dateTime(event.at(), locale), "detail", detail == null ? "" : detail);
        mailer.send(new Mail(address, locale, "tsa.mail." + event.kind().act(), arguments));
    }
}

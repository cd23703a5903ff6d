package wariin.contract;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.notify.Mail;
import wariin.notify.Mailer;
import wariin.site.SiteSettings;

/// The mails about a contract, each in the language of its reader; written in the caller's transaction.
@Component
class Announcements {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private final Mailer mailer;
    private final InvitationLinks invitations;
    private final SiteSettings site;

    Announcements(Mailer mailer, InvitationLinks invitations, SiteSettings site) {
        this.mailer = mailer;
        this.invitations = invitations;
        this.site = site;
    }

    /// Asks these parties for their act.
    void ask(Contract contract, List<Party> turn, Instant now) {
        for (var party : turn) {
            mail(contract, party, party.sender() ? "your-turn" : "invitation", now, Map.of());
        }
    }

    void signed(Contract contract, Party signer, Instant now) {
        var sender = contract.sender();
        if (!sender.id().equals(signer.id())) {
            mail(contract, sender, "signed", now, Map.of("who", signer.title()));
        }
    }

    /// Everybody hears of the end: those who signed, those who were asked, and the sender.
    void ended(Contract contract, String template, String who, @Nullable String reason, Instant now) {
        for (var party : contract.parties()) {
            if (party.sender() || party.state() != Party.State.WAITING || template.equals("concluded")) {
                mail(contract, party, template, now, Map.of("who", who, "reason", reason == null ? "" : reason));
            }
        }
    }

    private void mail(Contract contract, Party to, String template, Instant now, Map<String, String> more) {
        var path = to.sender() ? "/contracts/" + contract.id() : invitations.invite(contract.id(), to.id(), now);
        var arguments = new HashMap<>(more);
        arguments.put("title", contract.terms().title());
        arguments.put("name", to.name());
        arguments.put("sender", contract.sender().title());
        arguments.put("person", contract.sender().name());
        arguments.put("message", contract.terms().message());
        arguments.put("deadline", deadline(contract.terms().deadline(), to.language()));
        arguments.put("link", site.url(path));
        mailer.send(new Mail(to.email(), to.language(), "contract.mail." + template, arguments));
    }

    private static String deadline(@Nullable Instant deadline, Locale language) {
        if (deadline == null) return "–";
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(language)
                .withZone(TOKYO)
                .format(deadline);
    }
}

package wariin.assessment;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.identity.Accounts;
import wariin.identity.Role;
import wariin.notify.Mail;
import wariin.notify.Mailer;
import wariin.site.SiteSettings;

/// Mails to the applicant about evidence, requests and findings, each in the language of its reader. They say what is
/// asked and where, never what the evidence holds.
@Component
class EvidenceMails {

    private final Mailer mailer;
    private final Accounts accounts;
    private final SiteSettings site;

    EvidenceMails(Mailer mailer, Accounts accounts, SiteSettings site) {
        this.mailer = mailer;
        this.accounts = accounts;
        this.site = site;
    }

    void raised(Case item, Finding finding) {
        var due = finding.due();
        send(item, "finding", due, Map.of("number", String.valueOf(finding.number())), finding.criterion());
    }

    void repeated(Case item, Finding finding, LocalDate due) {
        send(item, "repeated", due, Map.of("number", String.valueOf(finding.number())), finding.criterion());
    }

    void asked(Case item, EvidenceRequest request) {
        send(item, "request", request.due(), Map.of("asked", request.asked()), request.criterion());
    }

    void overdue(Case item, EvidenceRequest request) {
        send(item, "request-overdue", request.due(), Map.of("asked", request.asked()), request.criterion());
    }

    void ages(Case item, String criterion, String title, LocalDate until) {
        send(item, "ages", until, Map.of("title", title), criterion);
    }

    private void send(Case item, String template, @Nullable LocalDate due, Map<String, String> more, String criterion) {
        for (var member : accounts.members(item.applicant())) {
            if (!member.role().includes(Role.ADMINISTRATOR)) continue;
            var user = member.user();
            var arguments = new HashMap<>(more);
            arguments.put("name", user.name());
            arguments.put("service", item.application().service().name().in(user.locale()));
            arguments.put("case", item.number());
            arguments.put("criterion", criterion);
            arguments.put("due", due == null ? "" : date(due, user.locale()));
            arguments.put("link", site.url("/assessment/" + item.id() + "/criteria/" + criterion));
            mailer.send(new Mail(user.email(), user.locale(), "assessment.mail." + template, arguments));
        }
    }

    private static String date(LocalDate day, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(day);
    }
}

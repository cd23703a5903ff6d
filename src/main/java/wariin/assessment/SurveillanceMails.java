package wariin.assessment;

import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.identity.Accounts;
import wariin.identity.Role;
import wariin.notify.Mail;
import wariin.notify.Mailer;
import wariin.register.ServiceId;
import wariin.register.ServiceRegister;
import wariin.site.Dates;
import wariin.site.SiteSettings;

/// The letters of the calendar: renewals that may begin, and steps that are overdue.
@Component
class SurveillanceMails {

    private final ServiceRegister register;
    private final Accounts accounts;
    private final Letters letters;
    private final CaseRegister cases;
    private final CaseMails mails;
    private final Overdue overdue;

    @Component
    record Letters(Mailer mailer, Dates dates, SiteSettings site) {}

    @Component
    record Overdue(SurveillanceRegister said, TransactionTemplate transaction, Today today) {}

    SurveillanceMails(
            ServiceRegister register,
            Accounts accounts,
            Letters letters,
            CaseRegister cases,
            CaseMails mails,
            Overdue overdue) {
        this.register = register;
        this.accounts = accounts;
        this.letters = letters;
        this.cases = cases;
        this.mails = mails;
        this.overdue = overdue;
    }

    void renewal(ServiceId service, LocalDate until) {
        var provider = register.operator(service).flatMap(register::find).orElseThrow();
        var name = register.find(service).orElseThrow().name();
        for (var member : accounts.members(provider.organisation())) {
            if (!member.role().includes(Role.ADMINISTRATOR)) continue;
            var locale = member.user().locale();
            letters.mailer()
                    .send(new Mail(
                            member.user().email(),
                            locale,
                            "assessment.mail.renewal",
                            Map.of(
                                    "service", name.in(locale),
                                    "until", letters.dates().date(until, locale),
                                    "link", letters.site().url("/services/" + service))));
        }
    }

    /// Once for each step.
    void overdue(LocalDate day) {
        for (var item : cases.overdue(day)) {
            var due = item.due();
            if (due == null) continue;
            overdue.transaction().executeWithoutResult(_ -> {
                if (overdue.said()
                        .first(
                                item.id().value(),
                                "OVERDUE-" + item.stage(),
                                due,
                                overdue.today().now())) {
                    mails.overdue(item);
                }
            });
        }
    }
}

package wariin.assessment;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import wariin.identity.Accounts;
import wariin.identity.Role;
import wariin.identity.User;
import wariin.notify.Mail;
import wariin.notify.Mailer;
import wariin.site.Dates;
import wariin.site.SiteSettings;

/// Tells people that it is their turn, each in their language.
@Component
class CaseMails {

    private final Mailer mailer;
    private final Accounts accounts;
    private final SchemeRoles roles;
    private final CasePeopleRegister people;
    private final SiteSettings site;
    private final Words words;

    /// How things are called and dates are written.
    @Component
    record Words(MessageSource messages, Dates dates) {}

    CaseMails(
            Mailer mailer,
            Accounts accounts,
            SchemeRoles roles,
            CasePeopleRegister people,
            SiteSettings site,
            Words words) {
        this.mailer = mailer;
        this.accounts = accounts;
        this.roles = roles;
        this.people = people;
        this.site = site;
        this.words = words;
    }

    /// The case stands elsewhere now: whoever must act hears it, and the applicant when it has ended.
    void moved(Case item) {
        var turn = Transitions.turn(item.kind(), item.stage());
        if (turn.isPresent()) {
            for (var user : behind(item, turn.get())) send(item, user, "assessment.mail.turn");
        }
        if (item.stage().ended() || item.stage() == Stage.REGISTERED) {
            for (var user : applicants(item)) send(item, user, "assessment.mail.ended");
        }
    }

    void appointed(Case item, User user) {
        send(item, user, "assessment.mail.appointed");
    }

    void overdue(Case item) {
        for (var user : responsible(item)) send(item, user, "assessment.mail.overdue");
    }

    void opened(Case item) {
        for (var user : applicants(item)) send(item, user, "assessment.mail.opened");
    }

    /// Those whose turn it is; while nobody is appointed, those who appoint.
    Set<User> responsible(Case item) {
        var turn = Transitions.turn(item.kind(), item.stage());
        return turn.isEmpty() ? Set.of() : behind(item, turn.get());
    }

    Set<User> applicants(Case item) {
        var users = new LinkedHashSet<User>();
        for (var member : accounts.members(item.applicant())) {
            if (member.role().includes(Role.ADMINISTRATOR)) users.add(member.user());
        }
        return users;
    }

    private Set<User> behind(Case item, CaseActor actor) {
        if (actor == CaseActor.APPLICANT) return applicants(item);
        if (!actor.appointed()) return new LinkedHashSet<>(roles.holding(CaseAccess.roleFor(actor)));
        var users = new LinkedHashSet<User>();
        for (var one : people.appointments(item.id())) {
            if (one.active() && one.role() == actor)
                accounts.findUser(one.user()).ifPresent(users::add);
        }
        return users.isEmpty() ? behind(item, appointing(item.kind())) : users;
    }

    static CaseActor appointing(CaseKind kind) {
        var watched = kind == CaseKind.SURVEILLANCE || kind == CaseKind.INCIDENT || kind == CaseKind.SUSPENSION;
        return watched ? CaseActor.SURVEILLANCE : CaseActor.INTAKE;
    }

    private void send(Case item, User user, String template) {
        var locale = user.locale();
        var due = item.due() == null ? "" : words.dates().date(item.due(), locale);
        mailer.send(new Mail(
                user.email(),
                locale,
                template,
                Map.of(
                        "number", item.number(),
                        "service", item.application().service().name().in(locale),
                        "kind", text("assessment.case.kind." + item.kind().key(), user),
                        "stage", text("assessment.case.stage." + item.stage().key(), user),
                        "due", due,
                        "link", site.url("/assessment/" + item.id()))));
    }

    private String text(String key, User user) {
        return words.messages().getMessage(key, null, user.locale());
    }
}

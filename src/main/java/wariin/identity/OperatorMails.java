package wariin.identity;

import java.util.LinkedHashSet;
import java.util.Map;
import org.springframework.stereotype.Component;
import wariin.notify.Mail;
import wariin.notify.Mailer;
import wariin.site.SiteSettings;

/// Tells all operators, and whom it is about, of each proposal and act: who would abuse the office is seen.
@Component
class OperatorMails {
    private final Mailer mailer;
    private final SiteSettings site;
    private final OperatorRegister operators;
    private final PeopleRegister people;

    OperatorMails(Mailer mailer, SiteSettings site, OperatorRegister operators, PeopleRegister people) {
        this.mailer = mailer;
        this.site = site;
        this.operators = operators;
        this.people = people;
    }

    void proposed(Appointment appointment, User by) {
        tell(appointment, by, "proposed-" + appointment.kind().key(), "/operator/people");
    }

    void withdrawn(Appointment appointment, User by) {
        tell(appointment, by, "withdrawn-" + appointment.kind().key(), "/operator/people");
    }

    /// The person hears it in words of their own.
    void done(Appointment appointment, User by) {
        var kind = appointment.kind();
        people.find(appointment.person()).ifPresent(person -> {
            send(person, person, by, kind.key(), kind == Appointment.Kind.APPOINT ? "/operator" : "/account");
            for (var one : operators.all()) {
                if (one.user().id().equals(person.id())) continue;
                send(one.user(), person, by, "done-" + kind.key(), "/operator/people");
            }
        });
    }

    private void tell(Appointment appointment, User by, String template, String path) {
        people.find(appointment.person()).ifPresent(person -> {
            var all = new LinkedHashSet<User>();
            for (var one : operators.all()) all.add(one.user());
            all.add(person);
            for (var one : all) send(one, person, by, template, path);
        });
    }

    private void send(User to, User person, User by, String template, String path) {
        var arguments = Map.of(
                "name", to.name(),
                "person", person.name() + " <" + person.email() + ">",
                "operator", by.name(),
                "link", site.url(path));
        mailer.send(new Mail(to.email(), to.locale(), "identity.mail.operator-" + template, arguments, true));
    }
}

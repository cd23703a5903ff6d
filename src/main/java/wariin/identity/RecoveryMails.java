package wariin.identity;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.notify.Mail;
import wariin.notify.Mailer;
import wariin.site.Dates;
import wariin.site.SiteSettings;

/// Tells both operators, the lost one too, and whoever shall come, of each step of a recovery.
@Component
class RecoveryMails {

    /// Where and when.
    @Component("recoveryPlace")
    record Place(SiteSettings site, Dates dates) {}

    private final Mailer mailer;
    private final Place place;
    private final OperatorRegister operators;
    private final PeopleRegister people;
    private final RecoveryTexts texts;

    RecoveryMails(Mailer mailer, Place place, OperatorRegister operators, PeopleRegister people, RecoveryTexts texts) {
        this.mailer = mailer;
        this.place = place;
        this.operators = operators;
        this.people = people;
        this.texts = texts;
    }

    void proposed(Recovery recovery, Instant until) {
        tell(recovery, "proposed", recovery.actor(), until);
    }

    void confirmed(Recovery recovery, Instant effect) {
        tell(recovery, "confirmed", recovery.actor(), effect);
    }

    void stopped(Recovery recovery, User by) {
        tell(recovery, "stopped", by.id(), recovery.endsAt());
    }

    void done(Recovery recovery) {
        tell(recovery, "done", recovery.actor(), recovery.endsAt());
    }

    void voided(Recovery recovery) {
        tell(recovery, "void", recovery.actor(), recovery.endsAt());
    }

    private void tell(Recovery recovery, String step, UserId by, Instant until) {
        var all = new LinkedHashSet<User>();
        for (var one : operators.all()) all.add(one.user());
        user(recovery.actor()).ifPresent(all::add);
        user(recovery.lost()).ifPresent(all::add);
        user(recovery.successor()).ifPresent(all::add);
        var waits = step.equals("proposed") || step.equals("confirmed");
        for (var to : all) {
            var page = waits ? "/operator/people/recoveries/" + recovery.id() : "/operator/people";
            var arguments = Map.of(
                    "name", to.name(),
                    "operator", texts.person(user(by).orElse(null), to.locale()),
                    "dismissed", texts.person(user(recovery.lost()).orElse(null), to.locale()),
                    "appointed", texts.person(user(recovery.successor()).orElse(null), to.locale()),
                    "until", place.dates().dateTime(until, to.locale()),
                    "number", recovery.id().toString(),
                    "link", place.site().url(people.isOperator(to.id()) ? page : "/account"));
            mailer.send(new Mail(to.email(), to.locale(), "identity.mail.recovery-" + step, arguments, true));
        }
    }

    private Optional<User> user(@Nullable UserId id) {
        return id == null ? Optional.empty() : people.find(id);
    }
}

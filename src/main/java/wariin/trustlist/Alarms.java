package wariin.trustlist;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import wariin.notify.Mail;
import wariin.notify.Mailer;
import wariin.site.SiteSettings;

/// Tells the scheme operator by mail what needs a person, each thing once.
@Component
class Alarms {

    /// How long before its end a signer is spoken of, and again.
    static final List<Duration> WARNINGS = List.of(Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(90));

    private final AlarmRegister register;
    private final SchemeRegister schemes;
    private final Mailer mailer;
    private final SiteSettings site;
    private final Clock clock;

    Alarms(AlarmRegister register, SchemeRegister schemes, Mailer mailer, SiteSettings site, Clock clock) {
        this.register = register;
        this.schemes = schemes;
        this.mailer = mailer;
        this.site = site;
        this.clock = clock;
    }

    @Transactional
    public void refused(long sequence, List<String> reasons) {
        send("refused", Long.toString(sequence), Map.of("sequence", "" + sequence, "reason", reasons.getFirst()));
    }

    /// Once for each list and day.
    @Transactional
    public void unaccepted(long sequence, Instant at, List<String> reasons) {
        var day = at.truncatedTo(ChronoUnit.DAYS);
        send("unaccepted", sequence + "/" + day, Map.of("sequence", "" + sequence, "reason", reasons.getFirst()));
    }

    /// A list past its next update is to be thrown away by all who read it.
    @Transactional
    public void listEnding(Issue issue) {
        if (issue.nextUpdate() == null) return;
        var arguments = Map.of(
                "sequence", "" + issue.sequence(), "until", issue.nextUpdate().toString());
        send("list-ending", Long.toString(issue.sequence()), arguments);
    }

    @Transactional
    public void signerEnding(Signer signer) {
        var now = clock.instant();
        for (var warning : WARNINGS) {
            if (now.plus(warning).isBefore(signer.expires())) continue;
            var subject = signer.number() + "/" + warning.toDays();
            send(
                    "signer-ending",
                    subject,
                    Map.of(
                            "number",
                            "" + signer.number(),
                            "until",
                            signer.expires().toString()));
            return;
        }
    }

    private void send(String kind, String subject, Map<String, String> arguments) {
        var scheme = schemes.newest();
        if (scheme.isEmpty() || !register.raise(kind, subject, clock.instant())) return;
        var all = new HashMap<>(arguments);
        all.put("link", site.url("/operator/trust-list"));
        var to = scheme.get().settings().email();
        mailer.send(new Mail(to, Locale.JAPANESE, "trustlist.mail." + kind, all));
    }
}

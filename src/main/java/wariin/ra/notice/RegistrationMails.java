package wariin.ra.notice;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import wariin.identity.Accounts;
import wariin.identity.User;
import wariin.notify.Mail;
import wariin.notify.Mailer;
import wariin.ra.desk.DeskAccess;
import wariin.ra.request.CertificateRequest;
import wariin.ra.request.KeyOrigin;
import wariin.ra.request.StoredRequest;
import wariin.site.Dates;
import wariin.site.SiteSettings;

/// Tells holders and officers what happened or is to be done, each in their language; in the caller's transaction.
@Component
public class RegistrationMails {

    /// Who hears it, and in which language.
    private record Reader(String email, Locale locale, String name, boolean account) {}

    private final Mailer mailer;
    private final Accounts accounts;
    private final DeskAccess desks;
    private final SiteSettings site;
    private final Dates dates;
    private final Clock clock;

    RegistrationMails(Mailer mailer, Accounts accounts, DeskAccess desks, SiteSettings site, Dates dates, Clock clock) {
        this.mailer = mailer;
        this.accounts = accounts;
        this.desks = desks;
        this.site = site;
        this.dates = dates;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /// The certificate is there. Who picks up a key has it in the hand at that moment.
    public void issued(StoredRequest item) {
        if (item.request().key() == KeyOrigin.PICK_UP || item.standing() != null) return;
        tell(item.request(), "issued", Map.of());
    }

    public void questioned(CertificateRequest request, String question) {
        tell(request, "questioned", Map.of("question", question));
    }

    public void refused(CertificateRequest request, String reason) {
        tell(request, "refused", Map.of("reason", reason));
    }

    public void revoked(CertificateRequest request) {
        tell(request, "revoked", Map.of());
    }

    public void endsSoon(CertificateRequest request, int days) {
        tell(request, "ends-soon", Map.of("days", String.valueOf(days)));
    }

    public void mailboxCode(CertificateRequest request, String email, String code, String token) {
        var reader = reader(request, email);
        mailer.send(new Mail(
                email,
                reader.locale(),
                "ra.domain.mail.mailbox",
                Map.of(
                        "code", code,
                        "organisation", request.registrant().organisationName(),
                        "link", site.url("/certificates/pickup/mailbox/" + token))));
    }

    private void tell(CertificateRequest request, String template, Map<String, String> more) {
        var email = Optional.ofNullable(request.applicant())
                .flatMap(accounts::findUser)
                .map(User::email)
                .orElse(request.registrant().email());
        if (email == null) return;
        var reader = reader(request, email);
        var arguments = new HashMap<>(more);
        arguments.put("name", reader.name());
        arguments.put("certificate", request.registrant().commonName());
        arguments.put("desk", desks.name(request.desk()));
        if (request.notAfter() != null) arguments.put("until", dates.date(request.notAfter(), reader.locale()));
        if (reader.account()) arguments.put("link", site.url("/certificates/" + request.id()));
        mailer.send(new Mail(reader.email(), reader.locale(), "ra.domain.mail." + template, arguments, true));
    }

    private Reader reader(CertificateRequest request, String email) {
        return accounts.findUser(email)
                .map(user -> new Reader(user.email(), user.locale(), user.name(), !user.guest()))
                .orElseGet(() ->
                        new Reader(email, Locale.JAPANESE, request.registrant().commonName(), false));
    }
}

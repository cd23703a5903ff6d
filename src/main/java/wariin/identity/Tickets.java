package wariin.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import wariin.identity.RateLimits.Limit;
import wariin.identity.TicketRegister.Ticket;
import wariin.notify.Mail;
import wariin.notify.Mailer;
import wariin.site.SiteSettings;

/// One-time codes by mail: six digits, ten minutes, five tries.
@Component
class Tickets {

    private static final Duration CODE_LASTS = Duration.ofMinutes(10);
    private static final int TRIES = 5;

    private final TicketRegister tickets;
    private final RateLimits limits;
    private final Mailer mailer;
    private final SiteSettings site;
    private final SecureRandom random;
    private final Clock clock;

    Tickets(
            TicketRegister tickets,
            RateLimits limits,
            Mailer mailer,
            SiteSettings site,
            SecureRandom random,
            Clock clock) {
        this.tickets = tickets;
        this.limits = limits;
        this.mailer = mailer;
        this.site = site;
        this.random = random;
        this.clock = clock;
    }

    @Transactional
    public OpaqueToken begin(Ticket ticket, boolean confirmed) {
        var token = OpaqueToken.random(random);
        tickets.add(token.hash(), ticket, confirmed ? clock.instant() : null);
        return token;
    }

    Optional<Ticket> find(String token) {
        return tickets.find(new OpaqueToken(token).hash(), clock.instant());
    }

    /// Mails a new code, which replaces the one before; false when too many were sent to this address.
    @Transactional
    public boolean sendCode(OpaqueToken token, Ticket ticket, String template, String path) {
        if (!mayMail(ticket.email())) return false;
        var code = "%06d".formatted(random.nextInt(1_000_000));
        tickets.setCode(token.hash(), codeHash(token, code), clock.instant().plus(CODE_LASTS));
        var arguments = Map.of("code", code, "link", site.url(path + token.value() + "?code=" + code));
        mailer.send(new Mail(ticket.email(), ticket.locale(), template, arguments));
        return true;
    }

    boolean mayMail(String email) {
        return limits.attempt(Limit.MAIL, email) == RateLimits.Answer.ALLOWED;
    }

    boolean mayMailFrom(String remoteAddress) {
        return limits.attempt(Limit.MAIL_FROM_ADDRESS, remoteAddress) == RateLimits.Answer.ALLOWED;
    }

    /// What became of a code.
    enum Check {
        RIGHT,
        WRONG,
        DEAD,
        GONE
    }

    @Transactional
    public Check confirm(OpaqueToken token, String code) {
        var now = clock.instant();
        var found = tickets.lock(token.hash(), now);
        if (found.isEmpty()) return Check.GONE;
        var ticket = found.get();
        if (ticket.confirmed()) return Check.RIGHT;
        var dead = ticket.codeHash() != null
                && ticket.codeExpiresAt() != null
                && !ticket.codeExpiresAt().isAfter(now);
        if (dead || ticket.failures() >= TRIES) return Check.DEAD;
        var right = ticket.codeHash() != null
                && MessageDigest.isEqual(ticket.codeHash(), codeHash(token, code.replaceAll("[\\s-]", "")));
        if (right) {
            tickets.confirm(token.hash(), now);
            return Check.RIGHT;
        }
        tickets.fail(token.hash());
        return ticket.failures() + 1 >= TRIES ? Check.DEAD : Check.WRONG;
    }

    /// Takes a confirmed ticket out of use, for the caller alone; in the caller's transaction.
    Optional<Ticket> finish(OpaqueToken token) {
        var now = clock.instant();
        var ticket = tickets.lock(token.hash(), now).filter(Ticket::confirmed);
        ticket.ifPresent(_ -> tickets.finish(token.hash(), now));
        return ticket;
    }

    void withdraw(TicketRegister.Kind kind) {
        tickets.withdraw(kind, clock.instant());
    }

    private static byte[] codeHash(OpaqueToken token, String code) {
        return OpaqueToken.sha256((token.value() + ":" + code).getBytes(StandardCharsets.UTF_8));
    }
}

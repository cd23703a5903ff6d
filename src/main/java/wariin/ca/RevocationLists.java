package wariin.ca;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.RevocationListRegister.Published;
import wariin.keys.AuthorityKeys;
import wariin.x509.RevocationListContent;

/// Publishes full revocation lists: twice a day, and at once after a revocation (RFC 5280, 5; EN 319 411-1,
/// CSS-6.3.9).
@Service
public class RevocationLists {
    private static final Logger log = LoggerFactory.getLogger(RevocationLists.class);
    static final Duration VALIDITY = Duration.ofDays(7);
    static final Duration INTERVAL = Duration.ofHours(12);
    private static final Duration RECHECK = Duration.ofSeconds(1);

    /// A list and how long it may be kept.
    public record RevocationList(long number, Instant thisUpdate, Instant nextUpdate, byte[] der) {}

    private record Kept(Published list, Instant checkedAt) {}

    /// What a list is made from.
    @Component
    record Sources(CertificateRegister certificates, RevocationListRegister lists) {}

    private final Authorities authorities;
    private final Sources sources;
    private final AuthorityKeys keys;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    RevocationLists(
            Authorities authorities,
            Sources sources,
            AuthorityKeys keys,
            TransactionTemplate transactions,
            Clock clock) {
        this.authorities = authorities;
        this.sources = sources;
        this.keys = keys;
        this.transactions = transactions;
        this.clock = clock;
        publishDue();
    }

    /// The newest list of an authority; empty if there is no such authority.
    public Optional<RevocationList> newest(String authority) {
        if (authorities.named(authority).isEmpty()) return Optional.empty();
        var list = current(authority);
        return Optional.of(new RevocationList(list.number(), list.thisUpdate(), list.nextUpdate(), list.der()));
    }

    /// Signs and stores the next list. A crash before it is stored leaves out a number, which is allowed.
    void publish(Authority authority) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var content = transactions.execute(_ -> new RevocationListContent(
                authority.certificate().getSubjectX500Principal(),
                authority.certificate().getPublicKey(),
                sources.lists().nextNumber(authority.name()),
                now,
                now.plus(VALIDITY),
                authority.certificate().getNotBefore().toInstant(),
                sources.certificates().revokedBy(authority.name())));
        var der = content.signedBy(body -> keys.sign(authority.keyHere(), body));
        var list = new Published(
                content.number(), now, content.nextUpdate(), content.revoked().size(), der);
        sources.lists().add(authority.name(), list);
        kept.merge(
                authority.name(),
                new Kept(list, clock.instant()),
                (old, young) -> old.list().number() > young.list().number() ? old : young);
        log.atInfo()
                .addKeyValue("authority", authority.name())
                .addKeyValue("number", content.number())
                .addKeyValue("entries", content.revoked().size())
                .log("Revocation list published");
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
    void publishDue() {
        for (var authority : authorities.all()) {
            var newest = sources.lists().newest(authority.name());
            if (newest.isEmpty() || isDue(newest.get(), authority.name())) publish(authority);
        }
    }

    private boolean isDue(Published list, String authority) {
        return !list.thisUpdate().plus(INTERVAL).isAfter(clock.instant())
                || list.entries() != sources.lists().revocations(authority);
    }

    /// Another node may have published: look at its number once a second.
    private Published current(String authority) {
        var now = clock.instant();
        var known = kept.get(authority);
        if (known != null && known.checkedAt().plus(RECHECK).isAfter(now)) return known.list();
        if (known != null
                && sources.lists().newestNumber(authority) == known.list().number()) {
            kept.put(authority, new Kept(known.list(), now));
            return known.list();
        }
        var newest = sources.lists().newest(authority).orElseThrow();
        kept.put(authority, new Kept(newest, now));
        return newest;
    }
}

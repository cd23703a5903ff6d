package wariin.ra.evidence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ra.notice.RegistrationMails;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.refusal.RegistrationRefusal.BadField;
import wariin.ra.refusal.RegistrationRefusal.Plain;
import wariin.ra.request.RequestId;
import wariin.ra.request.Sha256;
import wariin.ra.request.StoredRequest;

/// One-time codes and links that show who reads mail at an address (S/MIME Baseline Requirements 3.2.2.2).
@Component
public class MailboxCodes {

    /// What came of a code or a link.
    public record Entered(
            @Nullable UUID id,
            @Nullable RequestId request,
            @Nullable String email,
            @Nullable RegistrationRefusal refusal) {

        /// It proves the address that it was sent to, and that must be the address of the request now.
        public Optional<RegistrationRefusal> against(StoredRequest item) {
            if (refusal != null) return Optional.of(refusal);
            var same = email != null && email.equals(item.request().registrant().email());
            return same ? Optional.empty() : Optional.of(Plain.CODE_EXPIRED);
        }
    }

    private static final Duration LASTS = Duration.ofHours(24);
    private static final int ATTEMPTS = 5;
    private static final int MAILS_A_DAY = 5;

    private final MailCodeRegister codes;
    private final RegistrationMails mails;
    private final TransactionTemplate transactions;
    private final SecureRandom random;
    private final Clock clock;

    MailboxCodes(
            MailCodeRegister codes,
            RegistrationMails mails,
            TransactionTemplate transactions,
            SecureRandom random,
            Clock clock) {
        this.codes = codes;
        this.mails = mails;
        this.transactions = transactions;
        this.random = random;
        this.clock = clock;
    }

    /// Nobody gets more than a few mails a day from us whom others named.
    public Optional<RegistrationRefusal> against(StoredRequest item) {
        var email = item.request().registrant().email();
        if (email == null) return Optional.of(new BadField("email"));
        var since = clock.instant().minus(Duration.ofDays(1));
        return codes.sentSince(item.id(), email, since) >= MAILS_A_DAY
                ? Optional.of(Plain.TOO_MANY_CODES)
                : Optional.empty();
    }

    /// In the caller's transaction; an earlier code is void.
    public void send(StoredRequest item, Instant now) {
        var id = UUID.randomUUID();
        var code = String.format("%06d", random.nextInt(1_000_000));
        var secret = new byte[32];
        random.nextBytes(secret);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        var email = String.valueOf(item.request().registrant().email());
        codes.add(id, item.id(), email, hash(id, code), hash(token), now, now.plus(LASTS));
        mails.mailboxCode(item.request(), email, code, token);
    }

    public Entered enter(RequestId request, String code) {
        var attempt = transactions.execute(_ -> codes.attempt(request, ATTEMPTS, clock.instant()));
        if (attempt.isEmpty()) return new Entered(null, request, null, Plain.CODE_EXPIRED);
        var found = attempt.get();
        var right = MessageDigest.isEqual(found.codeHash(), hash(found.id(), code.strip()));
        return new Entered(found.id(), request, found.email(), right ? null : Plain.WRONG_CODE);
    }

    public Entered find(String token) {
        return codes.byToken(hash(token), clock.instant())
                .map(code -> new Entered(code.id(), code.request(), code.email(), null))
                .orElseGet(() -> new Entered(null, null, null, Plain.CODE_EXPIRED));
    }

    /// In the caller's transaction.
    public void use(Entered entered, Instant now) {
        if (!codes.use(entered.id(), now)) throw new IllegalStateException("A code counts once");
    }

    private static byte[] hash(UUID id, String code) {
        return Sha256.of(id + " " + code);
    }

    private static byte[] hash(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }
}

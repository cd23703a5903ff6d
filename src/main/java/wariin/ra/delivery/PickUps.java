package wariin.ra.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.identity.Accounts;
import wariin.identity.User;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.keys.DeliverableKey;
import wariin.keys.KeyAlgorithm;
import wariin.notify.Mail;
import wariin.notify.Mailer;
import wariin.ra.EnrolmentOutcome;
import wariin.ra.Registration;
import wariin.ra.Requests;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.request.CertificateRequest;
import wariin.ra.request.KeyOrigin;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestState;
import wariin.site.SiteSettings;

/// Hands the key of a certificate to its holder: made in memory when they come, packed with their passphrase,
/// forgotten.
///
/// They come with the link of a mail and a code that did not travel by mail; each opens nothing alone. A crash after
/// the
/// certificate was issued leaves a certificate whose key nobody has: it is revoked and applied for anew.
@Service
public class PickUps {

    /// How far it is.
    public record State(
            String mailedTo,
            Instant mailedAt,
            Instant expiresAt,
            boolean codeMade,
            boolean locked,
            @Nullable Instant collectedAt) {}

    /// What the holder sees before anything is made.
    public record Waiting(CertificateRequest request, boolean codeMade) {}

    /// What became of a visit.
    public sealed interface Outcome {
        /// The file; nothing of it is kept.
        record Ready(byte[] file, String name) implements Outcome {}

        record WrongCode(int left) implements Outcome {}

        /// Too many wrong codes: a new one is needed.
        record Locked() implements Outcome {}

        record BadPassphrase() implements Outcome {}

        /// Somebody is being served with this link right now.
        record Busy() implements Outcome {}

        record Refused(RegistrationRefusal reason) implements Outcome {}

        /// No such link, or used, or too old.
        record Gone() implements Outcome {}
    }

    /// Who is told, and how.
    @Component("pickUpMail")
    record Post(Mailer mailer, Accounts accounts, SiteSettings site) {}

    /// With what a change is written.
    @Component("pickUpWriting")
    record Writing(TransactionTemplate transactions, Journal journal, Clock clock, SecureRandom random) {}

    private sealed interface Claim {
        record Mine(RequestId request) implements Claim {}

        record Not(Outcome why) implements Claim {}
    }

    private static final Logger log = LoggerFactory.getLogger(PickUps.class);
    private static final Duration LINK_LASTS = Duration.ofDays(14);
    private static final Duration BETWEEN_MAILS = Duration.ofMinutes(1);
    private static final Duration LONGEST_VISIT = Duration.ofMinutes(5);
    private static final int TRIES = 5;

    private final PickUpRegister register;
    private final Registration registration;
    private final Requests requests;
    private final Post post;
    private final Writing writing;

    PickUps(PickUpRegister register, Registration registration, Requests requests, Post post, Writing writing) {
        this.register = register;
        this.registration = registration;
        this.requests = requests;
        this.post = post;
        this.writing = writing;
    }

    public Optional<State> state(RequestId request) {
        return register.find(request)
                .map(row -> new State(
                        row.mailedTo(),
                        row.mailedAt(),
                        row.expiresAt(),
                        row.codeHash() != null,
                        row.failures() >= TRIES,
                        row.collectedAt()));
    }

    /// The body that officers sign, for who may see the request.
    public Optional<byte[]> body(RequestId request) {
        return register.body(request);
    }

    /// Mails the holder a link, in place of the one before. False when one went out a moment ago or nobody has an
    /// address.
    public boolean invite(RequestId id) {
        var request = requests.find(id).orElseThrow();
        var holder = Optional.ofNullable(request.applicant()).flatMap(post.accounts()::findUser);
        var to = holder.map(User::email)
                .or(() -> Optional.ofNullable(request.registrant().email()));
        if (to.isEmpty()) return false;
        var token = token();
        var now = writing.clock().instant();
        var locale = holder.map(User::locale).orElse(Locale.JAPANESE);
        return Boolean.TRUE.equals(writing.transactions().execute(_ -> {
            var expires = now.plus(LINK_LASTS);
            if (!register.invite(id, hash(token), to.get(), now, expires, now.minus(BETWEEN_MAILS))) return false;
            var arguments = Map.of(
                    "name",
                    request.registrant().commonName(),
                    "link",
                    post.site().url("/certificates/pickup/" + token));
            post.mailer().send(new Mail(to.get(), locale, "ra.mail.pick-up", arguments));
            writing.journal().append(Act.of("certificate-pick-up-mailed", id.toString(), "system"));
            return true;
        }));
    }

    /// The first mail, as soon as the last officer signed.
    public void inviteIfApproved(RequestId id) {
        var waits = requests.find(id)
                .filter(request -> request.state() == RequestState.APPROVED && request.key() == KeyOrigin.PICK_UP)
                .isPresent();
        if (waits && register.find(id).isEmpty()) invite(id);
    }

    /// The code that opens the link, in place of the one before; shown once. The caller sees to it that it goes to the
    /// holder, by another way than mail.
    public Optional<String> newCode(RequestId request, String requester) {
        var code = "%08d".formatted(writing.random().nextInt(100_000_000));
        return Optional.ofNullable(writing.transactions().execute(_ -> {
            if (!register.setCode(request, codeHash(request, code))) return null;
            writing.journal().append(Act.of("certificate-pick-up-code-made", request.toString(), requester));
            return code;
        }));
    }

    /// What this link leads to, while it does.
    public Optional<Waiting> find(String token) {
        return register.find(hash(token))
                .filter(this::open)
                .flatMap(row ->
                        requests.find(row.request()).map(request -> new Waiting(request, row.codeHash() != null)));
    }

    /// Makes key, certificate and file. Never inside a transaction. The passphrase stays the caller's to clear.
    public Outcome collect(String token, String code, char[] passphrase) {
        if (!DeliverableKey.isReadableEverywhere(passphrase)) {
            return find(token).isEmpty() ? new Outcome.Gone() : new Outcome.BadPassphrase();
        }
        var claim = writing.transactions().execute(_ -> claim(hash(token), code));
        return switch (claim) {
            case Claim.Not(var why) -> why;
            case Claim.Mine(var request) -> serve(request, passphrase);
        };
    }

    private Outcome serve(RequestId id, char[] passphrase) {
        var request = requests.find(id).orElseThrow();
        var done = false;
        try (var key = DeliverableKey.generate(algorithm(request.profile()))) {
            var outcome = registration.pickUp(id, key.publicKey(), "pick-up");
            if (outcome instanceof EnrolmentOutcome.Refused(var reason)) return new Outcome.Refused(reason);
            if (!(outcome instanceof EnrolmentOutcome.Issued issued)) return new Outcome.Busy();
            var name = request.registrant().commonName();
            var file = key.pkcs12(passphrase, name, issued.chain());
            register.collected(id, writing.clock().instant());
            done = true;
            registration.delivered(id, "pick-up");
            log.atInfo().addKeyValue("request", id).log("Key handed over and forgotten");
            return new Outcome.Ready(file, name);
        } finally {
            if (!done) register.release(id);
        }
    }

    private Claim claim(byte[] tokenHash, String code) {
        var now = writing.clock().instant();
        var found = register.lock(tokenHash).filter(this::open);
        if (found.isEmpty()) return new Claim.Not(new Outcome.Gone());
        var row = found.get();
        if (row.failures() >= TRIES) return new Claim.Not(new Outcome.Locked());
        var claimed = row.claimedAt();
        if (claimed != null && claimed.isAfter(now.minus(LONGEST_VISIT))) return new Claim.Not(new Outcome.Busy());
        var right = row.codeHash() != null
                && MessageDigest.isEqual(row.codeHash(), codeHash(row.request(), code.replaceAll("[\\s-]", "")));
        if (!right) {
            register.fail(row.request());
            var left = TRIES - row.failures() - 1;
            return new Claim.Not(left > 0 ? new Outcome.WrongCode(left) : new Outcome.Locked());
        }
        register.claim(row.request(), now);
        return new Claim.Mine(row.request());
    }

    /// Those whose officers' browser was closed before the mail was written.
    @Scheduled(fixedDelayString = "${wariin.ra.pick-up.look-every:20s}", initialDelayString = "20s")
    void inviteThoseWhoWait() {
        for (var request : register.uninvited(100)) invite(request);
    }

    private boolean open(PickUpRegister.Row row) {
        return row.collectedAt() == null
                && row.expiresAt().isAfter(writing.clock().instant());
    }

    /// For encryption, RSA keys are still what mail programs expect.
    private static KeyAlgorithm algorithm(String profile) {
        return profile.startsWith("mail-multipurpose/") ? KeyAlgorithm.RSA_3072 : KeyAlgorithm.EC_P256;
    }

    private String token() {
        var bytes = new byte[32];
        writing.random().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] codeHash(RequestId request, String code) {
        return hash(request + ":" + code);
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

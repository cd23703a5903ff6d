package wariin.validation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.identity.AssertionOutcome;
import wariin.identity.CurrentUser;
import wariin.identity.Operators;
import wariin.identity.Passkeys;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.validation.Anchor.Purpose;
import wariin.validation.AnchorOutcome.Refusal;

/// Whom the operators trust besides the platform itself: one is added with the passkey of an operator over a text that
/// names its fingerprint, once they have rested; to trust less needs neither. Nothing is forgotten.
@Service
public class AnchorDecisions {

    private static final Duration ASKED_FOR = Duration.ofMinutes(10);
    private static final int LONGEST_REASON = 500;

    /// What an operator wants.
    public record Wish(
            List<X509Certificate> certificates,
            Purpose purpose,
            String reason,
            @Nullable Instant distrustFrom) {}

    /// What a decision is written with.
    @Component("anchorWriting")
    record Writing(AnchorRegister register, Journal journal, TransactionTemplate transactions, Clock clock) {}

    /// Who decides, and how they prove it.
    @Component("anchorPeople")
    record People(Operators operators, Passkeys passkeys) {}

    private final Writing writing;
    private final TrustAnchors anchors;
    private final People people;
    private final MessageSource messages;

    AnchorDecisions(Writing writing, TrustAnchors anchors, People people, MessageSource messages) {
        this.writing = writing;
        this.anchors = anchors;
        this.people = people;
        this.messages = messages;
    }

    /// All that were ever added, the newest first.
    public List<AddedAnchor> all() {
        return writing.register().all();
    }

    public AnchorOutcome ask(CurrentUser me, Wish wish) {
        var refusal = refusal(me, wish);
        if (refusal.isPresent()) return AnchorOutcome.refused(refusal.get());
        var certificate = wish.certificates().getFirst();
        var anchor = Anchor.given(certificate);
        var id = UUID.randomUUID();
        var now = writing.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        var locale = me.user().locale();
        var purpose = messages.getMessage("validation.anchors.purpose." + wish.purpose(), null, locale);
        var until = wish.distrustFrom() == null ? "–" : wish.distrustFrom().toString();
        var words = new Object[] {
            certificate.getSubjectX500Principal().getName(),
            anchor.sha256(),
            purpose,
            until,
            wish.reason().strip(),
            me.user().name(),
            me.user().email(),
            now.toString(),
            id.toString()
        };
        var text = messages.getMessage("validation.anchors.signed", words, locale);
        var added = new AddedAnchor(
                id,
                certificate,
                anchor.sha256(),
                anchor.name(),
                wish.reason().strip(),
                wish.purpose(),
                wish.distrustFrom(),
                me.user().id(),
                me.user().name(),
                text,
                sha256(text),
                now.plus(ASKED_FOR),
                null,
                null,
                null);
        writing.register().add(added);
        return new AnchorOutcome.Asked(added);
    }

    private Optional<Refusal> refusal(CurrentUser me, Wish wish) {
        if (!me.operator()) return Optional.of(Refusal.NOT_NOW);
        if (wish.certificates().isEmpty()) return Optional.of(Refusal.NO_CERTIFICATE);
        if (wish.certificates().size() > 1) return Optional.of(Refusal.SEVERAL);
        var certificate = wish.certificates().getFirst();
        var usage = certificate.getKeyUsage();
        if (certificate.getBasicConstraints() < 0 || usage != null && !usage[5]) {
            return Optional.of(Refusal.NO_AUTHORITY);
        }
        if (anchors.own().stream().anyMatch(own -> own.is(certificate))) return Optional.of(Refusal.OWN);
        var sha256 = Anchor.given(certificate).sha256();
        if (writing.register().inForce().stream().anyMatch(one -> one.sha256().equals(sha256))) {
            return Optional.of(Refusal.TRUSTED_ALREADY);
        }
        if (wish.reason().isBlank() || wish.reason().length() > LONGEST_REASON) return Optional.of(Refusal.NO_REASON);
        if (!people.operators().mayDecide(me.user().id())) return Optional.of(Refusal.RESTING);
        return people.passkeys().of(me.user().id()).isEmpty() ? Optional.of(Refusal.NO_PASSKEY) : Optional.empty();
    }

    /// What waits for the passkey of exactly this operator.
    public Optional<AddedAnchor> open(CurrentUser me, UUID id) {
        return me.operator()
                ? writing.register().open(id, me.user().id(), writing.clock().instant())
                : Optional.empty();
    }

    /// Options for the operator's passkey over the text.
    public Optional<String> options(CurrentUser me, UUID id) {
        var user = me.user().id();
        return open(me, id).map(found -> people.passkeys().assertionOptions(user, found.challenge()));
    }

    /// Trusts it from now on, if the passkey signed the text.
    public AnchorOutcome confirm(CurrentUser me, UUID id, String assertion) {
        var open = open(me, id);
        if (open.isEmpty()) return AnchorOutcome.refused(Refusal.NOT_NOW);
        var proof = people.passkeys().verify(me.user().id(), open.get().challenge(), assertion);
        if (!(proof instanceof AssertionOutcome.Verified(var _, var evidence))) {
            return AnchorOutcome.refused(Refusal.WRONG_PROOF);
        }
        return written(
                "trust-anchor-added", open.get(), me, at -> writing.register().confirm(id, evidence, at));
    }

    /// From then on nothing new is trusted below it; what a time-stamp shows to be older stays trusted.
    public AnchorOutcome distrust(CurrentUser me, UUID id, Instant from) {
        var anchor = inForce(me, id);
        if (anchor.isEmpty()) return AnchorOutcome.refused(Refusal.NOT_NOW);
        var until = anchor.get().distrustFrom();
        if (until != null && !from.isBefore(until)) return AnchorOutcome.refused(Refusal.DATE);
        return written(
                "trust-anchor-limited",
                anchor.get(),
                me,
                _ -> writing.register().limit(id, from));
    }

    /// At once, and for all that was ever signed under it.
    public AnchorOutcome remove(CurrentUser me, UUID id) {
        var anchor = inForce(me, id);
        if (anchor.isEmpty()) return AnchorOutcome.refused(Refusal.NOT_NOW);
        var user = me.user();
        return written(
                "trust-anchor-removed",
                anchor.get(),
                me,
                at -> writing.register().remove(id, user.id(), user.name(), at));
    }

    private Optional<AddedAnchor> inForce(CurrentUser me, UUID id) {
        if (!me.operator()) return Optional.empty();
        return writing.register().inForce().stream()
                .filter(one -> one.id().equals(id))
                .findFirst();
    }

    /// A change and its entry in the journal, or neither.
    private interface Change {
        boolean made(Instant at);
    }

    private AnchorOutcome written(String kind, AddedAnchor anchor, CurrentUser me, Change change) {
        var facts =
                Map.of("sha256", anchor.sha256(), "purpose", anchor.purpose().name());
        var made = writing.transactions().execute(status -> {
            if (!change.made(writing.clock().instant())) {
                status.setRollbackOnly();
                return false;
            }
            writing.journal().append(new Act(kind, anchor.id().toString(), me.getName(), facts));
            return true;
        });
        return Boolean.TRUE.equals(made) ? new AnchorOutcome.Done() : AnchorOutcome.refused(Refusal.NOT_NOW);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

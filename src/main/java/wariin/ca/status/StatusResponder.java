package wariin.ca.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import wariin.ca.authority.Authority;
import wariin.ca.status.Responders.Answering;
import wariin.ca.status.StatusKnowledge.Unavailable;
import wariin.keys.AuthorityKeys;
import wariin.x509.CertificateStatus;
import wariin.x509.CertificateStatus.Revoked;
import wariin.x509.CertificateStatus.Unknown;
import wariin.x509.KeyIdentifier;
import wariin.x509.MalformedDer;
import wariin.x509.SerialNumber;
import wariin.x509.StatusAnswer;
import wariin.x509.StatusAnswer.Refusal;
import wariin.x509.StatusAnswer.Single;
import wariin.x509.StatusAnswerLinter;
import wariin.x509.StatusRequest;
import wariin.x509.StatusRequest.CertificateId;

/// Answers what a certificate is worth now (RFC 6960, RFC 9919; nonces as in RFC 9654).
///
/// A signed answer is used again while it tells the status as the feed knows it. When the feed is cut off, nothing is
/// called good anew: what was signed before is given out while it is valid, and whoever asks for more tries later.
@Service
public class StatusResponder {
    private static final Logger log = LoggerFactory.getLogger(StatusResponder.class);
    public static final Duration VALIDITY = Duration.ofDays(1);
    private static final int ON_HOLD = 6; // RFC 5280, 5.3.1
    private static final Duration RENEWED = Duration.ofHours(1);
    private static final long MOST_KEPT = 64L << 20;
    private static final int MOST_WAITING = 256;

    /// An answer in DER; what may be kept by others says from when until when it holds.
    public record StatusResponse(byte[] der, Optional<Validity> validity) {}

    /// @param tag names the answer in HTTP
    public record Validity(Instant producedAt, Instant nextUpdate, String tag) {}

    /// A signed answer and the status that it tells.
    private record Kept(CertificateStatus status, StatusResponse response, Instant producedAt, Instant nextUpdate) {}

    private final Responders responders;
    private final StatusKnowledge knowledge;
    private final StatusFeed feed;
    private final AuthorityKeys keys;
    private final Clock clock;
    private final SigningRoom room = new SigningRoom(2 * Runtime.getRuntime().availableProcessors(), MOST_WAITING);
    private final Cache<Octets, Kept> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .weigher((Octets id, Kept one) -> id.value().length + one.response().der().length + 300)
            .build();

    StatusResponder(
            Responders responders, StatusKnowledge knowledge, StatusFeed feed, AuthorityKeys keys, Clock clock) {
        this.responders = responders;
        this.knowledge = knowledge;
        this.feed = feed;
        this.keys = keys;
        this.clock = clock;
    }

    /// Answers whatever comes.
    public StatusResponse answer(byte[] der) {
        StatusRequest request;
        try {
            request = StatusRequest.parse(der);
        } catch (MalformedDer _) {
            return refusal(Refusal.MALFORMED_REQUEST);
        }
        var ids = request.certificates();
        var responder = responders.of(ids.getFirst());
        for (var id : ids) {
            if (responder == null || responders.of(id) != responder) return refusal(Refusal.UNAUTHORIZED);
        }
        if (ids.size() > 1) return live(responder, ids, request.nonce(), null);
        var ready = ready(responder, ids.getFirst());
        if (request.nonce().isEmpty() && ready != null && isYoung(ready)) return ready.response();
        return live(responder, ids, request.nonce(), ready);
    }

    /// A fresh answer for each certificate, from one look into the register.
    public List<byte[]> fresh(Map<SerialNumber, Authority> asked) {
        var known = knowledge.look(asked.keySet());
        var answers = new ArrayList<byte[]>();
        asked.forEach((serial, authority) -> {
            var responder = responders.of(authority);
            var key = KeyIdentifier.hash("SHA-1", authority.certificate().getPublicKey());
            var id = CertificateId.of("SHA-1", responder.sha1Name(), key, serial);
            var single = new Single(id, known.get(serial).statusFrom(authority));
            answers.add(sign(responder, List.of(single), Optional.empty(), now()));
        });
        return answers;
    }

    /// The answer that was signed before, if it still may be given out: it must not contradict what is known, and
    /// nothing may have happened unseen while the feed is read.
    private @Nullable Kept ready(Answering responder, CertificateId id) {
        var answer = kept.getIfPresent(new Octets(id.encoded()));
        if (answer == null || !answer.nextUpdate().isAfter(clock.instant())) return null;
        var known = knowledge.ready(id.serial());
        var agrees = known == null
                ? !feed.isCurrent()
                : known.statusFrom(responder.authority()).equals(answer.status());
        return agrees ? answer : null;
    }

    private boolean isYoung(Kept answer) {
        return !feed.isCurrent() || answer.producedAt().plus(RENEWED).isAfter(clock.instant());
    }

    /// Signs, or where that cannot be done soon gives out what there is without the nonce (RFC 9654, 2.1).
    private StatusResponse live(
            Answering responder, List<CertificateId> ids, Optional<byte[]> nonce, @Nullable Kept otherwise) {
        var instead = otherwise == null ? refusal(Refusal.TRY_LATER) : otherwise.response();
        try {
            var signed = room.enter(() -> signed(responder, ids, nonce));
            return signed == null ? instead : signed;
        } catch (Unavailable _) {
            return instead;
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("A status answer could not be signed");
            return instead;
        }
    }

    private StatusResponse signed(Answering responder, List<CertificateId> ids, Optional<byte[]> nonce)
            throws Unavailable {
        var known = knowledge.ask(ids.stream().map(CertificateId::serial).toList());
        var singles = new ArrayList<Single>();
        for (var id : ids) {
            var status = known.get(id.serial()).statusFrom(responder.authority());
            if (!mayBeSaid(status)) throw new Unavailable(null);
            singles.add(new Single(id, status));
        }
        var now = now();
        var der = sign(responder, singles, nonce, now);
        var single = singles.getFirst();
        if (nonce.isPresent() || singles.size() > 1 || single.status() instanceof Unknown) {
            return new StatusResponse(der, Optional.empty());
        }
        var until = now.plus(VALIDITY);
        var response = new StatusResponse(der, Optional.of(new Validity(now, until, tag(der))));
        kept.put(new Octets(single.id().encoded()), new Kept(single.status(), response, now, until));
        return response;
    }

    /// A revocation stays true whatever happens; everything else may have changed while nobody here could see it.
    private boolean mayBeSaid(CertificateStatus status) {
        var stays = status instanceof Revoked(var _, var reason) && reason != ON_HOLD;
        return stays || feed.isCurrent();
    }

    private byte[] sign(Answering responder, List<Single> singles, Optional<byte[]> nonce, Instant now) {
        var answer = new StatusAnswer(singles, now, now.plus(VALIDITY), nonce);
        var expected = new StatusAnswerLinter.Expected(responder.certificate(), VALIDITY, nonce);
        return responder
                .signer()
                .sign(answer, body -> require(body, expected), body -> keys.sign(responder.key(), body));
    }

    /// An answer that is not as it must be is never signed.
    private static void require(byte[] body, StatusAnswerLinter.Expected expected) {
        var findings = StatusAnswerLinter.lint(body, expected);
        if (!findings.isEmpty()) throw new IllegalStateException("The answer is not fit to be signed: " + findings);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String tag(byte[] der) {
        try {
            return '"'
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(der), 0, 16)
                    + '"';
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static StatusResponse refusal(Refusal refusal) {
        return new StatusResponse(refusal.encoded(), Optional.empty());
    }
}

package wariin.identity;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Open sessions: an opaque token in the browser, its hash here; they end by idleness, by age, or by hand.
@Service
public class Sessions {

    /// How the person got in.
    public enum Method {
        PASSKEY,
        PASSWORD,
        RECOVERY,
        PROVIDER,
        /// Only by a code sent by mail: enough to be a guest or to finish a sign-up, never to replace a passkey.
        MAIL;

        boolean isStrong() {
            return this == PASSKEY || this == PASSWORD || this == RECOVERY;
        }
    }

    /// What a session is opened for.
    public record Opening(
            UserId user,
            OrganisationId organisation,
            Method method,
            @Nullable String scope,
            String device) {}

    /// A session as its owner sees it.
    public record Session(
            UUID id, Method method, String device, @Nullable String scope, Instant createdAt, Instant usedAt) {}

    private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);

    /// As long as one may take to change several things; whoever finds the session open later cannot.
    private static final Duration FRESH = Duration.ofMinutes(15);

    private final SessionRegister sessions;
    private final MemberRegister members;
    private final SecureRandom random;
    private final Clock clock;
    private final Duration idle;
    private final Duration absolute;

    Sessions(
            SessionRegister sessions,
            MemberRegister members,
            SecureRandom random,
            Clock clock,
            @Value("${wariin.session.idle:PT2H}") Duration idle,
            @Value("${wariin.session.absolute:PT12H}") Duration absolute) {
        this.sessions = sessions;
        this.members = members;
        this.random = random;
        this.clock = clock;
        this.idle = idle;
        this.absolute = absolute;
    }

    /// Opens a session and returns its token, which is told nobody else and never again.
    @Transactional
    public String open(Opening opening) {
        var now = clock.instant();
        var token = OpaqueToken.random(random);
        var device = opening.device().substring(0, Math.min(opening.device().length(), 200));
        var kept = new Opening(opening.user(), opening.organisation(), opening.method(), opening.scope(), device);
        sessions.add(UUID.randomUUID(), token.hash(), kept, now, now.plus(absolute));
        return token.value();
    }

    /// The person behind a token, if its session is open.
    public Optional<CurrentUser> find(String token) {
        var now = clock.instant();
        var row = sessions.find(new OpaqueToken(token).hash(), now, now.minus(idle));
        row.filter(found -> found.usedAt().isBefore(now.minus(TOUCH_EVERY)))
                .ifPresent(found -> sessions.touch(found.user().session(), now));
        return row.map(SessionRegister.Row::user);
    }

    public List<Session> of(UserId user) {
        var now = clock.instant();
        return sessions.of(user, now, now.minus(idle));
    }

    /// True if the person got in by something stronger than a mail.
    public boolean isStrong(UUID session) {
        return sessions.proof(session)
                .filter(proof -> proof.method().isStrong())
                .isPresent();
    }

    /// True if that was just now, so that this session may change how to log in. Who came by a recovery code has
    /// nothing
    /// else to show.
    public boolean isFresh(UUID session) {
        var since = clock.instant().minus(FRESH);
        return sessions.proof(session)
                .filter(proof -> proof.method() == Method.RECOVERY
                        || proof.method().isStrong() && proof.at().isAfter(since))
                .isPresent();
    }

    /// True if the person came by a recovery code: what they had before is lost.
    public boolean isRecovery(UUID session) {
        return sessions.proof(session)
                .filter(proof -> proof.method() == Method.RECOVERY)
                .isPresent();
    }

    /// The person of this session has just proven more than a mail: by a factor used, or by the first one set.
    public void strengthen(UUID session, Method method) {
        sessions.strengthen(session, method, clock.instant());
    }

    public void end(UUID session) {
        sessions.end(session);
    }

    /// Ends one of a person's own sessions; false if it is not theirs or has ended.
    public boolean end(UserId user, UUID session) {
        return sessions.end(user, session);
    }

    public void endOthers(UserId user, UUID kept) {
        sessions.endOthers(user, kept);
    }

    /// Lets a session act for another organisation of the same person; the provider of one does not vouch in another.
    @Transactional
    public boolean move(CurrentUser user, OrganisationId organisation) {
        var member = members.role(organisation, user.user().id()).isPresent();
        if (user.scope() != null || !isStrong(user.session()) || !member) return false;
        sessions.move(user.session(), organisation);
        return true;
    }

    void sweep() {
        var now = clock.instant();
        sessions.sweep(now, now.minus(idle));
    }
}

package wariin.ra.revocation;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.CertificationAuthority;
import wariin.ca.revocation.RevocationOutcome;
import wariin.ca.revocation.RevocationReason;
import wariin.ca.revocation.RevocationRequest;
import wariin.ca.revocation.RevocationRequests;
import wariin.identity.AssertionOutcome;
import wariin.identity.CurrentUser;
import wariin.identity.Passkeys;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.ra.request.Sha256;
import wariin.ra.revocation.RevocationDecision.Outcome;
import wariin.ra.revocation.RevocationDecision.Refusal;
import wariin.x509.Certificates;

/// Decisions on reported certificates: an operator's passkey signs a text that names the certificate and all that will
/// be said of it, and only then it is revoked, or the report closed (EN 319 411-1, 6.2.4).
@Service
public class RevocationDecisions {
    private static final Duration ASKED_FOR = Duration.ofMinutes(10);

    /// What a decision is signed and written with.
    @Component
    record Signing(
            RevocationDecisionRegister decisions,
            Passkeys passkeys,
            Journal journal,
            TransactionTemplate transactions,
            MessageSource messages,
            Clock clock) {}

    private final RevocationRequests requests;
    private final CertificationAuthority authority;
    private final Signing signing;

    RevocationDecisions(RevocationRequests requests, CertificationAuthority authority, Signing signing) {
        this.requests = requests;
        this.authority = authority;
        this.signing = signing;
    }

    /// Begins to revoke.
    public Outcome revoke(CurrentUser me, RevocationRequest request, RevocationReason reason) {
        return ask(me, request, reason, null);
    }

    /// Begins to close a report as wrong.
    public Outcome refuse(CurrentUser me, RevocationRequest request, String grounds) {
        return ask(me, request, null, grounds.strip());
    }

    /// What waits for the passkey of exactly this operator.
    public Optional<RevocationDecision> open(CurrentUser me, UUID request, UUID id) {
        if (!me.operator()) return Optional.empty();
        var now = signing.clock().instant();
        return signing.decisions().open(request, id, me.user().id(), now);
    }

    /// Options for the operator's passkey over the text.
    public Optional<String> options(CurrentUser me, UUID request, UUID id) {
        var user = me.user().id();
        return open(me, request, id)
                .filter(_ -> !signing.passkeys().of(user).isEmpty())
                .map(found -> signing.passkeys().assertionOptions(user, found.challenge()));
    }

    /// Carries it out, if the passkey signed the text. If we die between the two, the report stays open, and whoever
    /// decides again finds it as it was.
    public Outcome confirm(CurrentUser me, UUID request, UUID id, String assertion) {
        var open = open(me, request, id);
        if (open.isEmpty()) return refused(Refusal.NOT_NOW);
        var found = requests.find(request).filter(one -> one.decision() == null);
        if (found.isEmpty()) return refused(Refusal.DECIDED);
        var proof = signing.passkeys().verify(me.user().id(), open.get().challenge(), assertion);
        if (!(proof instanceof AssertionOutcome.Verified(var _, var evidence))) return refused(Refusal.WRONG_PROOF);
        var signed = signing.transactions().execute(_ -> {
            if (!signing.decisions().sign(id, evidence, signing.clock().instant())) return false;
            var facts = Map.of(
                    "request", request.toString(),
                    "decision", id.toString(),
                    "sha256", Sha256.hex(open.get().challenge()));
            var serial = found.get().serial().toString();
            signing.journal().append(new Act("revocation-decision-signed", serial, me.getName(), facts));
            return true;
        });
        return Boolean.TRUE.equals(signed) ? carryOut(open.get(), me) : refused(Refusal.NOT_NOW);
    }

    private Outcome carryOut(RevocationDecision decision, CurrentUser me) {
        var grounds = decision.grounds();
        if (grounds != null) {
            var closed = requests.refuse(decision.request(), grounds, me.getName());
            return closed ? new Outcome.Done() : refused(Refusal.DECIDED);
        }
        var reason = java.util.Objects.requireNonNull(decision.reason());
        var outcome = requests.revoke(decision.request(), reason, me.getName());
        return switch (outcome.orElse(null)) {
            case RevocationOutcome.Revoked _, RevocationOutcome.AlreadyRevoked _ -> new Outcome.Done();
            case RevocationOutcome.Expired _ -> refused(Refusal.EXPIRED);
            case null -> refused(Refusal.DECIDED);
            default -> refused(Refusal.NOT_IN_PROFILE);
        };
    }

    private Outcome ask(
            CurrentUser me, RevocationRequest request, @Nullable RevocationReason reason, @Nullable String grounds) {
        if (!me.operator()) return refused(Refusal.NOT_NOW);
        if (request.decision() != null) return refused(Refusal.DECIDED);
        if (signing.passkeys().of(me.user().id()).isEmpty()) return refused(Refusal.NO_PASSKEY);
        var now = signing.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        var certificate = authority.find(request.serial()).orElseThrow();
        if (reason != null && certificate.getNotAfter().toInstant().isBefore(now)) return refused(Refusal.EXPIRED);
        var id = UUID.randomUUID();
        var what =
                reason == null ? "grounds: " + line(String.valueOf(grounds)) : "reason: " + words("revocation", reason);
        var problem = words("problem", request.problem());
        var text = text(me, request, certificate, reason != null, what, problem, now, id);
        var decision = new RevocationDecision(
                id, request.id(), me.user().id(), reason, grounds, text, Sha256.of(text), now.plus(ASKED_FOR));
        signing.decisions().add(decision);
        return new Outcome.Asked(decision);
    }

    /// Both languages on each line; each fact on a line of its own, so none can pass for another.
    private static String text(
            CurrentUser me,
            RevocationRequest request,
            X509Certificate certificate,
            boolean revokes,
            String what,
            String problem,
            Instant now,
            UUID id) {
        return """
                Wariin 失効の判断書 / decision on a reported certificate (format 1)
                判断 / decision: %s
                証明書番号 / serial: %s
                発行者 / issuer: %s
                証明書の SHA-256 / certificate SHA-256: %s
                理由 / %s
                無効化日 / invalidity date: %s
                報告 / report: %s %s
                判断者 / decided by: %s %s
                日時 / time: %s
                番号 / number: %s
                """.formatted(
                        revokes ? "失効する / revoke" : "失効しない / do not revoke",
                        request.serial(),
                        line(certificate.getIssuerX500Principal().getName()),
                        Sha256.hex(Sha256.of(Certificates.encoded(certificate))),
                        what,
                        revokes ? "失効の時 / that of the revocation" : "-",
                        request.id(),
                        problem,
                        me.user().id(),
                        line(me.user().name()),
                        now,
                        id);
    }

    /// The constant, as it is kept, and what it means in both languages.
    private String words(String kind, Enum<?> constant) {
        var key = "ra." + kind + "." + constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        var messages = signing.messages();
        return constant.name() + " (" + messages.getMessage(key, null, Locale.JAPANESE) + " / "
                + messages.getMessage(key, null, Locale.ENGLISH) + ")";
    }

    private static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }

    private static Outcome refused(Refusal refusal) {
        return new Outcome.Refused(refusal);
    }
}

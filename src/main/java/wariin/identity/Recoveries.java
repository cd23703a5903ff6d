package wariin.identity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import wariin.identity.RecoveryOutcome.Asked;
import wariin.identity.RecoveryOutcome.Proposed;
import wariin.identity.RecoveryOutcome.Refusal;
import wariin.identity.RecoveryOutcome.Refused;
import wariin.identity.RecoveryOutcome.Stopped;
import wariin.journal.Act;

/// What operators do where one of two is lost: the other proposes with a passkey, the holder of the machine confirms
/// ({@link HostConsent}), and until it takes effect each of the two stops it with one passkey.
@Service
public class Recoveries {

    /// What it is written and told with.
    @Component("recoveryTelling")
    record Telling(RecoveryTexts texts, RecoveryMails mails) {}

    private static final Duration ASKED_FOR = Duration.ofMinutes(10);

    private final RecoveryRegister recoveries;
    private final RecoveryRules rules;
    private final Accounts accounts;
    private final Passkeys passkeys;
    private final Telling telling;
    private final RecoveryWriting writing;

    Recoveries(
            RecoveryRegister recoveries,
            RecoveryRules rules,
            Accounts accounts,
            Passkeys passkeys,
            Telling telling,
            RecoveryWriting writing) {
        this.recoveries = recoveries;
        this.rules = rules;
        this.accounts = accounts;
        this.passkeys = passkeys;
        this.telling = telling;
        this.writing = writing;
    }

    /// How long a confirmed recovery rests before it takes effect.
    public Duration rest() {
        return writing.settings().recoveryRest();
    }

    /// The other one of two operators, if this one may ask for a recovery now.
    public Optional<User> lostOne(CurrentUser me) {
        if (!me.operator() || !waiting(me).isEmpty()) return Optional.empty();
        return rules.other(me.user().id());
    }

    /// What was proposed and neither done nor stopped; none for somebody who is no operator.
    public List<Recovery> waiting(CurrentUser me) {
        return isOperator(me) ? recoveries.waiting(writing.clock().instant()) : List.of();
    }

    /// Begins a recovery.
    ///
    /// @param dismiss whether the other operator goes
    /// @param email of a member who becomes an operator; blank for nobody
    public RecoveryOutcome ask(CurrentUser me, boolean dismiss, String email) {
        var actor = me.user();
        if (passkeys.of(actor.id()).isEmpty()) return new Refused(Refusal.NO_PASSKEY_OF_YOURS);
        var successor = email.isBlank() ? Optional.<User>empty() : accounts.findUser(email.strip());
        if (!email.isBlank() && successor.isEmpty()) return new Refused(Refusal.UNKNOWN_PERSON);
        var lost = dismiss ? rules.other(actor.id()) : Optional.<User>empty();
        if (dismiss && lost.isEmpty()) return new Refused(Refusal.ORDINARY_WAY);
        var id = UUID.randomUUID();
        var now = writing.clock().instant();
        var text = telling.texts()
                .proposal(id, actor, lost.orElse(null), successor.orElse(null), now.truncatedTo(ChronoUnit.SECONDS));
        var recovery = new Recovery(
                id,
                actor.id(),
                lost.map(User::id).orElse(null),
                successor.map(User::id).orElse(null),
                text,
                sha256(text),
                Recovery.State.ASKED,
                now.plus(ASKED_FOR),
                null,
                null);
        var refusal = refusal(recovery, now);
        if (refusal.isPresent()) return new Refused(refusal.get());
        recoveries.add(recovery);
        return new Asked(recovery);
    }

    /// What waits for the passkey of exactly this operator, or, once proposed, what either may stop.
    public Optional<Recovery> open(CurrentUser me, UUID id) {
        if (!isOperator(me)) return Optional.empty();
        return recoveries
                .open(id, writing.clock().instant())
                .filter(found ->
                        !found.asked() || found.actor().equals(me.user().id()));
    }

    /// What the passkey signs: the recovery, or that it stops.
    public String text(CurrentUser me, Recovery recovery) {
        return recovery.asked() ? recovery.text() : telling.texts().stop(recovery, me.user());
    }

    /// Options for the operator's passkey over the text.
    public Optional<String> options(CurrentUser me, UUID id) {
        var user = me.user().id();
        return open(me, id)
                .filter(_ -> !passkeys.of(user).isEmpty())
                .map(found -> passkeys.assertionOptions(user, sha256(text(me, found))));
    }

    /// Proposes it, if the passkey signed the text and nothing that it rests on has changed.
    public RecoveryOutcome propose(CurrentUser me, UUID id, String assertion) {
        var open = open(me, id).filter(Recovery::asked);
        if (open.isEmpty()) return new Refused(Refusal.NOT_NOW);
        var asked = open.get();
        var proof = proof(me, asked.text(), assertion);
        if (proof == null) return new Refused(Refusal.WRONG_PROOF);
        return writing.transactions().execute(_ -> {
            writing.people().lockOperators();
            var now = writing.clock().instant();
            var refusal = refusal(asked, now);
            if (refusal.isPresent()) return new Refused(refusal.get());
            var until = now.plus(writing.settings().proposals()).truncatedTo(ChronoUnit.SECONDS);
            if (!recoveries.propose(id, proof, now, until)) return new Refused(Refusal.NOT_NOW);
            var facts = new TreeMap<String, String>();
            facts.put("until", until.toString());
            if (asked.lost() != null) facts.put("lost", asked.lost().toString());
            if (asked.successor() != null)
                facts.put("successor", asked.successor().toString());
            writing.journal().append(new Act("operator-recovery-proposed", id.toString(), me.getName(), facts));
            telling.mails().proposed(asked, until);
            return new Proposed();
        });
    }

    /// Either operator's passkey ends it, however new that operator is.
    public RecoveryOutcome stop(CurrentUser me, UUID id, String assertion) {
        var open = open(me, id).filter(found -> !found.asked());
        if (open.isEmpty()) return new Refused(Refusal.NOT_NOW);
        var recovery = open.get();
        var text = text(me, recovery);
        var proof = proof(me, text, assertion);
        if (proof == null) return new Refused(Refusal.WRONG_PROOF);
        return writing.transactions().execute(_ -> {
            writing.people().lockOperators();
            var now = writing.clock().instant();
            if (!isOperator(me) || !recoveries.stop(id, me.user().id(), text, proof, now)) {
                return new Refused(Refusal.NOT_NOW);
            }
            writing.journal().append(Act.of("operator-recovery-stopped", id.toString(), me.getName()));
            telling.mails().stopped(recovery, me.user());
            return new Stopped();
        });
    }

    private Optional<Refusal> refusal(Recovery recovery, Instant now) {
        return rules.refusal(recovery, now)
                .or(() -> recoveries.waiting(now).stream()
                        .map(_ -> Refusal.UNDER_WAY)
                        .findFirst());
    }

    private @Nullable AssertionEvidence proof(CurrentUser me, String text, String assertion) {
        var outcome = passkeys.verify(me.user().id(), sha256(text), assertion);
        return outcome instanceof AssertionOutcome.Verified(var _, var evidence) ? evidence : null;
    }

    private boolean isOperator(CurrentUser me) {
        return me.operator() && writing.people().isOperator(me.user().id());
    }

    private static byte[] sha256(String text) {
        return OpaqueToken.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}

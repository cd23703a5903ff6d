package wariin.assessment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import wariin.identity.Consent;
import wariin.identity.Consents;
import wariin.identity.CurrentUser;
import wariin.register.RefusedEntry;
import wariin.register.StatusEvent;

/// Decisions by two: each votes with a passkey over exactly the text of the decision; and what follows from them.
/// The numbered steps are those of docs/flows/assessment.md.
@Service
public class Decisions {

    private static final int YEAR = 366;

    private final Cases cases;
    private final CaseRegister register;
    private final Ballots ballots;
    private final CaseSteps steps;
    private final TransactionTemplate transaction;
    private final Today today;

    /// Where reports and votes are, how deciders consent, and what enters the register.
    @org.springframework.stereotype.Component
    record Ballots(
            ReportRegister reports,
            VoteRegister votes,
            DecisionEntry entry,
            Consents consents,
            JsonMapper json,
            List<DecisionSummary> summaries) {}

    Decisions(
            Cases cases,
            CaseRegister register,
            Ballots ballots,
            CaseSteps steps,
            TransactionTemplate transaction,
            Today today) {
        this.cases = cases;
        this.register = register;
        this.ballots = ballots;
        this.steps = steps;
        this.transaction = transaction;
        this.today = today;
    }

    /// The text that this person would sign with this vote; empty if there is nothing for them to decide now.
    public Optional<DecisionBallot> ballot(CurrentUser me, CaseId id, boolean inFavour, String statement) {
        var view = cases.open(id, me).filter(seen -> seen.may(act(inFavour)));
        var report = ballots.reports().beforeDeciders(id);
        if (view.isEmpty() || report.isEmpty()) return Optional.empty();
        var user = me.user().id();
        var text = text(view.get().item(), report.get(), me, inFavour, statement);
        var hash = DecisionText.sha256(text);
        var consents = ballots.consents();
        return Optional.of(new DecisionBallot(
                text, DecisionText.hex(hash), consents.passkeyOptions(user, hash), consents.hasPin(user)));
    }

    /// One vote. The second one for brings the decision into effect; one against sends the report back.
    public CaseOutcome vote(CurrentUser me, CaseId id, boolean inFavour, String statement, Consent consent) {
        // 1. Is it this person's to decide? The same question is asked again under the lock.
        var view = cases.open(id, me);
        if (view.isEmpty()) return new CaseOutcome.Unknown();
        if (!inFavour && statement.isBlank()) return new CaseOutcome.Refused(CaseRefusal.REASON_MISSING);
        if (statement.length() > Cases.LONGEST_NOTE) return new CaseOutcome.Refused(CaseRefusal.TEXT_TOO_LONG);
        var report = ballots.reports().beforeDeciders(id);
        if (!view.get().may(act(inFavour)) || report.isEmpty()) return refusedByTable(me, id, inFavour);

        // 2. The consent, outside any transaction: the passkey signed the hash of this text and no other.
        var text = text(view.get().item(), report.get(), me, inFavour, statement);
        var challenge = DecisionText.sha256(text);
        if (!ballots.consents().possible(me.user().id(), consent))
            return new CaseOutcome.Refused(CaseRefusal.NO_FACTOR);
        var given = ballots.consents().verify(me.user().id(), challenge, consent);
        if (given.isEmpty()) return new CaseOutcome.Refused(CaseRefusal.WRONG_PROOF);

        // 3. The vote and all that follows from it, together or not at all.
        try {
            return transaction.execute(_ -> cast(me, id, inFavour, statement, text, given.get()));
        } catch (RefusedEntry refused) {
            return new CaseOutcome.Refused(CaseRefusal.REGISTER_REFUSES);
        }
    }

    private CaseOutcome cast(
            CurrentUser me, CaseId id, boolean inFavour, String statement, String text, Consents.Given given) {
        var report = ballots.reports().beforeDeciders(id);
        var outcome = steps.take(
                me,
                id,
                act(inFavour),
                item -> report.isPresent() && text.equals(text(item, report.get(), me, inFavour, statement))
                        ? Optional.empty()
                        : Optional.of(CaseRefusal.TEXT_CHANGED),
                (item, now) -> {
                    var vote = vote(me, item, report.orElseThrow(), inFavour, statement, text, given, now);
                    ballots.votes().add(id, vote);
                    if (!inFavour) ballots.reports().giveBack(id, now);
                    var facts = new HashMap<>(Map.of("sha256", DecisionText.hex(DecisionText.sha256(text))));
                    if (!statement.isBlank()) facts.put("reason", statement.strip());
                    return facts;
                });
        if (!inFavour || !(outcome instanceof CaseOutcome.Done(var item))) return outcome;
        if (ballots.entry().counting(item, report.orElseThrow().id()).size() < CaseConditions.DECIDERS) return outcome;
        return new CaseOutcome.Done(conclude(item, report.orElseThrow(), me));
    }

    /// 4. With the second vote the platform brings the decision into effect; the table is asked for that too.
    private Case conclude(Case item, Report report, CurrentUser second) {
        if (report.recommendation() == Report.Recommendation.REFUSE) {
            return steps.follow(item, CaseAct.REJECT, CaseSteps.NOTHING_ELSE);
        }
        var next = Transitions.rule(item.kind(), item.stage(), CaseAct.RECORD)
                .orElseThrow()
                .next();
        return steps.follow(item, CaseAct.RECORD, (one, _) -> {
            ballots.entry().decided(one, next, second.getName());
            if (next == Stage.PUBLISHED) summarise(one, second.getName());
            return Map.of(
                    "effect", DecisionText.effect(one, report.recommendation()).en());
        });
    }

    /// 5. The publisher says from when everybody sees it; without a day, at once.
    public CaseOutcome publish(CurrentUser me, CaseId id, @Nullable LocalDate from) {
        try {
            return transaction.execute(_ -> steps.take(
                    me,
                    id,
                    CaseAct.PUBLISH,
                    _ -> from != null
                                    && (from.isBefore(today.date())
                                            || from.isAfter(today.date().plusDays(YEAR)))
                            ? Optional.of(CaseRefusal.DATE_WRONG)
                            : Optional.empty(),
                    (item, _) -> {
                        var later = from != null && from.isAfter(today.date());
                        ballots.entry().publish(item, me.getName(), later ? today.beginOf(from) : null);
                        summarise(item, me.getName());
                        return Map.of(
                                "from", later ? from.toString() : today.date().toString());
                    }));
        } catch (RefusedEntry refused) {
            return new CaseOutcome.Refused(CaseRefusal.REGISTER_REFUSES);
        }
    }

    private void summarise(Case item, String actor) {
        for (var summary : ballots.summaries()) summary.publish(item, actor);
    }

    /// The event that this case made in the register; empty before.
    public Optional<StatusEvent> event(Case item) {
        return ballots.entry().event(item);
    }

    /// All votes, for those who may read the deliberation.
    public List<Vote> votes(CaseView view) {
        return view.deliberation() ? ballots.votes().of(view.item().id()) : List.of();
    }

    /// Verifies a kept vote again.
    public boolean holds(Vote vote) {
        return DecisionVoteCheck.holds(vote, ballots.json());
    }

    /// The application as it stands in the votes' hash.
    public String application(Case item) {
        return register.document(item.application());
    }

    private String text(Case item, Report report, CurrentUser me, boolean inFavour, String statement) {
        return DecisionText.vote(item, application(item), report, me.user().id(), inFavour, statement.strip());
    }

    private static Vote vote(
            CurrentUser me,
            Case item,
            Report report,
            boolean inFavour,
            String statement,
            String text,
            Consents.Given given,
            Instant now) {
        return new Vote(
                UUID.randomUUID(),
                report.id(),
                item.round(),
                me.user().id(),
                inFavour,
                statement.strip(),
                text,
                DecisionText.sha256(text),
                given.assertion(),
                given.totpStep(),
                now);
    }

    /// Why the table refuses; nothing is done.
    private CaseOutcome refusedByTable(CurrentUser me, CaseId id, boolean inFavour) {
        return transaction.execute(_ ->
                steps.take(me, id, act(inFavour), _ -> Optional.of(CaseRefusal.TEXT_CHANGED), CaseSteps.NOTHING_ELSE));
    }

    private static CaseAct act(boolean inFavour) {
        return inFavour ? CaseAct.VOTE_FOR : CaseAct.VOTE_AGAINST;
    }
}

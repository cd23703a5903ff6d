package wariin.procurement;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import wariin.procurement.SourceStanding.Kind;

/// Asks one rule one question over given facts: the same with a server and without one.
final class Asking {

    private Asking() {}

    static RuleAnswer ask(RuleVersion rule, Subject subject, Snapshot snapshot, Instant now) {
        var expression = rule.expression();
        var judged = new Evaluation(snapshot, subject, now).whole(expression);
        return new RuleAnswer(
                rule,
                judged.ruling(),
                subject.name(),
                subject.path().isEmpty()
                        ? null
                        : AuditJudge.fingerprint(subject.path().getFirst()),
                subject.at(),
                now.truncatedTo(ChronoUnit.SECONDS),
                judged.reasons(),
                judged.citations(),
                sources(expression, snapshot, now),
                null);
    }

    private static List<SourceStanding> sources(Expression expression, Snapshot snapshot, Instant now) {
        var kinds = new HashSet<Kind>();
        collect(expression, kinds);
        var used = new ArrayList<SourceStanding>();
        for (var standing : snapshot.standings(now)) if (kinds.contains(standing.kind())) used.add(standing);
        return used;
    }

    private static void collect(Expression expression, Set<Kind> kinds) {
        switch (expression) {
            case Expression.AnyOf(var parts) -> parts.forEach(part -> collect(part, kinds));
            case Expression.AllOf(var parts) -> parts.forEach(part -> collect(part, kinds));
            case Expression.Not(var part) -> collect(part, kinds);
            case Expression.Entry(var source, var _) ->
                kinds.addAll(
                        switch (source) {
                            case JTS -> Set.of(Kind.OWN_LIST);
                            case EU -> Set.of(Kind.EU_LIST);
                            case LIST -> Set.of(Kind.EU_LIST, Kind.OTHER_LIST);
                            case WEBTRUST, ETSI -> Set.of(Kind.CCADB);
                            case RECOGNISED -> Set.of(Kind.values());
                        });
            case Expression.Flag _, Expression.Comparison _ -> {}
        }
    }
}

package wariin.procurement;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wariin.procurement.SourceStanding.State;
import wariin.site.Bilingual;
import wariin.tsl.CertificateAnswer;
import wariin.tsl.FineStatus;
import wariin.tsl.LangText;
import wariin.tsl.ServiceState;
import wariin.tsl.TrustService;
import wariin.tsl.TrustServiceProvider;

/// Judges whether a trusted list covers what is asked about, in the very interval that holds the time (TS 119 612).
final class ListJudge {

    private static final String STATUS = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/";

    /// Before 1 July 2016 EU lists spoke of supervision and accreditation.
    private static final Set<String> GOOD = Set.of(
            STATUS + "granted",
            STATUS + "recognisedatnationallevel",
            STATUS + "undersupervision",
            STATUS + "supervisionincessation",
            STATUS + "accredited",
            STATUS + "setbynationallaw");

    /// A service found in a list, and its state at the time.
    private record Found(
            TrustServiceProvider provider,
            TrustService service,
            @Nullable ServiceState state,
            @Nullable Instant from,
            @Nullable Instant until,
            boolean good,
            CertificateAnswer.Reason reason) {}

    private final ListSource source;
    private final Snapshot snapshot;
    private final Instant now;
    private final SourceStanding standing;
    private final ListWords words;

    ListJudge(ListSource source, Snapshot snapshot, Instant now) {
        this.source = source;
        this.snapshot = snapshot;
        this.now = now;
        this.standing = source.standing(now);
        this.words = new ListWords(standing);
    }

    Judged judge(Subject subject, List<Expression.Comparison> conditions) {
        if (standing.state() == State.STALE) return words.stale();
        if (subject.at().isAfter(now)) return words.future();
        if (subject.kind() == Subject.Kind.PROVIDER) {
            return conclude(subject, ofProvider(subject), conditions, words.notListed(true));
        }
        if (subject.path().isEmpty()) return words.noCertificate();
        var answer = source.index().ask(subject.path(), subject.at(), now);
        if (answer.verdict() == CertificateAnswer.Verdict.INDETERMINATE) return words.unknown(answer.reason());
        var found = answer.matches().stream().map(ListJudge::found).toList();
        return conclude(subject, found, conditions, words.refused(answer.reason(), subject.complete()));
    }

    private static Found found(CertificateAnswer.Match match) {
        return new Found(
                match.provider(),
                match.service(),
                match.state(),
                match.from(),
                match.to(),
                match.reason() == CertificateAnswer.Reason.RECOGNISED,
                match.reason());
    }

    /// One entry that is good and fulfils every condition passes; the most hopeful of the others gives the reason.
    private Judged conclude(
            Subject subject, List<Found> found, List<Expression.Comparison> conditions, Judged nothing) {
        var parts = new ArrayList<Judged>();
        for (var entry : found) parts.add(entry.good() ? fulfils(subject, entry, conditions) : bad(entry));
        if (parts.isEmpty()) return nothing;
        for (var ruling : List.of(Ruling.PASS, Ruling.INDETERMINATE, Ruling.FAIL)) {
            if (parts.stream().anyMatch(part -> part.ruling() == ruling)) return Judged.of(ruling, parts);
        }
        return nothing;
    }

    private Judged fulfils(Subject subject, Found entry, List<Expression.Comparison> conditions) {
        var citation = citation(entry);
        for (var condition : conditions) {
            var ruling = compare(condition, entry);
            if (ruling != Ruling.PASS) return words.condition(ruling, condition, citation);
        }
        return words.good(subject, citation);
    }

    private Judged bad(Found entry) {
        return words.bad(entry.reason(), citation(entry));
    }

    /// A service has several sectors, so that one is compared to all of them.
    private Ruling compare(Expression.Comparison condition, Found entry) {
        if (!condition.name().word().equals("sector")) {
            return Comparing.compare(condition, fact(condition.name().word(), entry));
        }
        var wanted = condition.values();
        var negative = condition.operator() == Expression.Operator.NOT_EQUAL;
        return sectors(entry)
                .map(sectors -> Ruling.of(negative != sectors.stream().anyMatch(wanted::contains)))
                .orElse(Ruling.INDETERMINATE);
    }

    private @Nullable String fact(String name, Found entry) {
        var registered =
                number(entry.service()).map(base -> snapshot.registered().get(base));
        return switch (name) {
            case "name" -> source.code();
            case "territory" -> source.territory();
            case "type" -> entry.service().current().type();
            case "since" ->
                entry.from() == null
                        ? null
                        : entry.from().atZone(Evaluation.JAPAN).toLocalDate().toString();
            case "target" -> registered.map(Snapshot.Registered::target).orElse(null);
            case "level" -> registered.map(Snapshot.Registered::level).orElse(null);
            case "provider" -> providerNumber(entry.provider());
            default -> null;
        };
    }

    private Optional<Set<String>> sectors(Found entry) {
        return number(entry.service())
                .map(base -> snapshot.registered().get(base))
                .map(Snapshot.Registered::sectors);
    }

    private static Optional<String> number(TrustService service) {
        return service.current().additional(FineStatus.NUMBER).map(number -> number.replaceFirst("\\(.*", ""));
    }

    private static @Nullable String providerNumber(TrustServiceProvider provider) {
        for (var name : provider.tradeNames()) {
            var digits = name.text().replaceAll("^[A-Z]{3}JP-", "");
            if (wariin.company.CorporateNumber.isValid(digits)) return digits;
        }
        return null;
    }

    private List<Found> ofProvider(Subject subject) {
        var wanted = subject.provider();
        var at = subject.at().truncatedTo(ChronoUnit.SECONDS);
        var found = new ArrayList<Found>();
        for (var provider : source.list().providers()) {
            for (var service : provider.services()) {
                var registered =
                        number(service).map(base -> snapshot.registered().get(base));
                var number = registered
                        .map(Snapshot.Registered::provider)
                        .map(Object::toString)
                        .orElse(providerNumber(provider));
                if (wanted != null && wanted.value().equals(number)) found.add(stateAt(provider, service, at));
            }
        }
        return found;
    }

    /// States are newest first; each lasts until the one before it in the list begins.
    private static Found stateAt(TrustServiceProvider provider, TrustService service, Instant at) {
        Instant until = null;
        for (var state : service.states()) {
            if (!state.start().isAfter(at)) {
                var fine = FineStatus.of(state);
                var good = good(state);
                return new Found(provider, service, state, state.start(), until, good, reason(good, fine.orElse(null)));
            }
            until = state.start();
        }
        return new Found(provider, service, null, null, until, false, CertificateAnswer.Reason.NOT_YET_LISTED);
    }

    /// Whether a state is one of recognition; our own finer word decides where there is one.
    static boolean good(ServiceState state) {
        return GOOD.contains(state.status())
                && FineStatus.of(state)
                        .map(fine -> fine == FineStatus.REGISTERED)
                        .orElse(true);
    }

    private static CertificateAnswer.Reason reason(boolean good, @Nullable FineStatus fine) {
        if (good) return CertificateAnswer.Reason.RECOGNISED;
        return switch (fine) {
            case SUSPENDED -> CertificateAnswer.Reason.SUSPENDED;
            case WITHDRAWN -> CertificateAnswer.Reason.WITHDRAWN;
            case EXPIRED -> CertificateAnswer.Reason.EXPIRED;
            case null, default -> CertificateAnswer.Reason.NOT_RECOGNISED;
        };
    }

    private Citation citation(Found entry) {
        var names = entry.service().current().names();
        var provider = entry.provider().names();
        return new Citation(
                standing,
                Bilingual.of(LangText.in("ja", provider), LangText.in("en", provider)),
                Bilingual.of(LangText.in("ja", names), LangText.in("en", names)),
                entry.service().current().additional(FineStatus.NUMBER).orElse(null),
                ListWords.state(entry.reason()),
                entry.from(),
                entry.until());
    }
}

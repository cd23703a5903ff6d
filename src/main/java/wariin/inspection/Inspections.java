package wariin.inspection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import wariin.assessment.Evidence;
import wariin.assessment.MachineResult.Verdict;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.register.RegisterChanged;
import wariin.register.ServiceId;

/// Looks at services by machine: once a day, and when somebody asks. Every look is kept and shown beside its criterion.
@Service
public class Inspections {

    private static final Logger log = LoggerFactory.getLogger(Inspections.class);
    private static final Duration DAILY = Duration.ofHours(24);
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration REPLAN = Duration.ofHours(1);
    private static final Duration RETRY = Duration.ofMinutes(5);
    private static final int MOST_ATTEMPTS = 3;
    private static final int MOST_AT_ONCE = 200;
    private static final JsonMapper JSON = JsonMapper.shared();

    /// What is looked at, and with what.
    @Component
    record Sources(Subjects subjects, Checks checks) {}

    /// Where a result goes.
    @Component
    record Results(Evidence evidence, Journal log, TransactionTemplate transactions) {}

    private final Sources sources;
    private final InspectionJournal journal;
    private final SampleStore samples;
    private final Results results;
    private final Clock clock;
    private final UUID runner = UUID.randomUUID();
    private final ReentrantLock round = new ReentrantLock();
    private volatile Instant plannedAt = Instant.EPOCH;

    Inspections(Sources sources, InspectionJournal journal, SampleStore samples, Results results, Clock clock) {
        this.sources = sources;
        this.journal = journal;
        this.samples = samples;
        this.results = results;
        this.clock = clock;
    }

    /// Everything that is due, one after the other. Several platforms on one database share the work.
    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT1M")
    public void runDue() {
        round.lock(); // whoever asks for a round gets a whole one
        try {
            takeRound();
        } finally {
            round.unlock();
        }
    }

    private void takeRound() {
        if (plannedAt.isBefore(clock.instant().minus(REPLAN))) plan();
        journal.failAbandoned(clock.instant().minus(LEASE.multipliedBy(2)), clock.instant());
        for (var count = 0; count < MOST_AT_ONCE; count++) {
            var next = journal.claim(runner, clock.instant(), LEASE);
            if (next.isEmpty()) return;
            run(next.get());
        }
    }

    /// Brings the plan up to date with the register and the criteria in force; anew when the register changes.
    void plan() {
        var now = clock.instant();
        var kept = new HashSet<UUID>();
        for (var service : sources.subjects().all()) {
            kept.add(service.subject());
            for (var criterion : sources.subjects().checked(service.target())) {
                var check = String.valueOf(criterion.autoCheck());
                if (sources.checks().find(check, service).isPresent()) {
                    journal.plan(service.subject(), criterion.id(), check, now);
                }
            }
        }
        journal.forget(kept);
        plannedAt = now;
    }

    @EventListener
    void changed(RegisterChanged change) {
        replan();
    }

    /// With the next round.
    public void replan() {
        plannedAt = Instant.EPOCH;
    }

    /// Puts the checks of a service, or one of them, at the head of the queue.
    public void soon(ServiceId service, @Nullable String criterion, String actor) {
        results.transactions().executeWithoutResult(_ -> {
            journal.hurry(service.value(), criterion, clock.instant());
            var facts = criterion == null ? Map.<String, String>of() : Map.of("criterion", criterion);
            results.log().append(new Act("inspection-asked-for", service.toString(), actor, facts));
        });
    }

    /// Keeps a document that the service has signed; it is validated at the next look.
    public void sample(ServiceId service, String name, byte[] content, String actor) {
        results.transactions().executeWithoutResult(_ -> {
            samples.add(service.value(), name, content, clock.instant(), actor);
            journal.hurry(service.value(), null, clock.instant());
            var facts = Map.of("sha256", Fetcher.sha256(content));
            results.log().append(new Act("inspection-sample-given", service.toString(), actor, facts));
        });
    }

    /// Whether a check that catalogues name can only be done by people.
    public static boolean byHand(String check) {
        return Checks.BY_HAND.contains(check);
    }

    /// The newest look at each criterion.
    public List<InspectionRun> newest(ServiceId service) {
        return journal.newest(service.value());
    }

    public List<InspectionRun> history(ServiceId service, String criterion, int limit) {
        return journal.history(service.value(), criterion, limit);
    }

    /// All services that are looked at by schedule.
    public List<ServiceId> services() {
        return sources.subjects().all().stream()
                .map(service -> new ServiceId(service.subject()))
                .toList();
    }

    /// When each criterion is looked at next.
    public Map<String, Instant> planned(ServiceId service) {
        var planned = new LinkedHashMap<String, Instant>();
        for (var plan : journal.plans(service.value())) planned.put(plan.criterion(), plan.nextAt());
        return planned;
    }

    /// Faults of ours, for the operator.
    public List<InspectionRun> failures() {
        return journal.failures(50);
    }

    /// The look is begun in one transaction, taken in none, and ended in another.
    private void run(InspectionJournal.Plan plan) {
        var id = UUID.randomUUID();
        var started = clock.instant();
        journal.begin(id, plan, started);
        try {
            var service = sources.subjects().find(plan.subject()).orElse(null);
            var check = service == null
                    ? null
                    : sources.checks().find(plan.check(), service).orElse(null);
            if (service == null || check == null) throw new IllegalStateException("Nothing is left to look at");
            end(id, plan, check.look(service), started);
        } catch (RuntimeException broken) {
            fail(id, plan, broken);
        }
    }

    private void end(UUID id, InspectionJournal.Plan plan, Look look, Instant at) {
        var seen = json(look);
        var verdict = verdict(look);
        results.transactions().executeWithoutResult(_ -> {
            var now = clock.instant();
            if (!journal.release(runner, plan, now.plus(DAILY), 0)) {
                journal.fail(id, "Another runner took over", now);
                return;
            }
            journal.end(id, look, seen, now);
            var evidence = results.evidence();
            var service = new ServiceId(plan.subject());
            evidence.attachMachineResult(service, plan.criterion(), plan.check(), verdict, seen, at);
            sources.subjects()
                    .application(plan.subject())
                    .ifPresent(application -> evidence.attachMachineResult(
                            application, plan.criterion(), plan.check(), verdict, seen, at));
        });
    }

    static Verdict verdict(Look look) {
        return switch (look.verdict()) {
            case SATISFIED -> Verdict.PASS;
            case NOT_SATISFIED -> Verdict.FAIL;
            case NOT_POSSIBLE -> Verdict.UNKNOWN;
        };
    }

    static String json(Look look) {
        var whole = new LinkedHashMap<String, Object>();
        whole.put("verdict", look.verdict().name());
        whole.put("ja", look.reason().ja());
        whole.put("en", look.reason().en());
        whole.putAll(look.seen());
        return JSON.writeValueAsString(whole);
    }

    /// Tried again soon, at most three times; then tomorrow.
    private void fail(UUID id, InspectionJournal.Plan plan, RuntimeException broken) {
        log.atWarn()
                .addKeyValue("check", plan.check())
                .addKeyValue("subject", plan.subject())
                .setCause(broken)
                .log("A check failed");
        var attempts = plan.attempts() + 1;
        var again = attempts < MOST_ATTEMPTS;
        var now = clock.instant();
        results.transactions().executeWithoutResult(_ -> {
            journal.fail(id, broken.getClass().getSimpleName() + ": " + broken.getMessage(), now);
            journal.release(runner, plan, now.plus(again ? RETRY.multipliedBy(attempts) : DAILY), again ? attempts : 0);
        });
    }
}

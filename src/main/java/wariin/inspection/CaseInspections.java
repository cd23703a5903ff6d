package wariin.inspection;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import wariin.assessment.Case;
import wariin.assessment.CaseActor;
import wariin.assessment.CaseId;
import wariin.assessment.CaseView;
import wariin.assessment.Cases;
import wariin.assessment.Evidence;
import wariin.criteria.Catalogues;
import wariin.criteria.Criterion;
import wariin.identity.CurrentUser;

/// Looks at the service of one case at once, for those who assess it: also one that is not registered yet.
@Service
public class CaseInspections {

    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private final Cases cases;
    private final Catalogues catalogues;
    private final Checks checks;
    private final InspectionJournal journal;
    private final SampleStore samples;
    private final Round round;

    /// What a round of looks needs besides.
    @Component
    record Round(Evidence evidence, Clock clock) {}

    CaseInspections(
            Cases cases,
            Catalogues catalogues,
            Checks checks,
            InspectionJournal journal,
            SampleStore samples,
            Round round) {
        this.cases = cases;
        this.catalogues = catalogues;
        this.checks = checks;
        this.journal = journal;
        this.samples = samples;
        this.round = round;
    }

    /// A case with its criteria that name a check, and what was seen last.
    public record Looked(Case item, List<Criterion> criteria, List<InspectionRun> newest) {}

    /// Empty for everybody who does not assess the case.
    public Optional<Looked> open(CurrentUser me, CaseId id) {
        return mine(me, id).map(item -> new Looked(item, checked(item), journal.newest(id.value())));
    }

    /// Takes every look there is, one after the other, and no new ones after a minute and a half.
    ///
    /// @return false for everybody who does not assess the case
    public boolean look(CurrentUser me, CaseId id) {
        var item = mine(me, id).orElse(null);
        if (item == null) return false;
        var begun = round.clock().instant();
        var lately = journal.newest(id.value()).stream()
                .anyMatch(run -> run.startedAt().isAfter(begun.minus(PAUSE)));
        if (lately) return true; // asked twice
        var application = item.application();
        var service = new Inspected(id.value(), false, false, application.provider(), application.service());
        for (var criterion : checked(item)) {
            if (round.clock().instant().isAfter(begun.plus(LONGEST))) break;
            var name = String.valueOf(criterion.autoCheck());
            checks.find(name, service).ifPresent(check -> look(id, criterion.id(), check, service));
        }
        return true;
    }

    /// Keeps a document that the applicant's service has signed, for the next look.
    public boolean sample(CurrentUser me, CaseId id, String name, byte[] content) {
        if (mine(me, id).isEmpty()) return false;
        samples.add(id.value(), name, content, round.clock().instant(), me.getName());
        return true;
    }

    private void look(CaseId id, String criterion, Check check, Inspected service) {
        var at = round.clock().instant();
        var run = UUID.randomUUID();
        journal.begin(run, new InspectionJournal.Plan(id.value(), criterion, check.name(), at, 0), at);
        try {
            var look = check.look(service);
            var seen = Inspections.json(look);
            journal.end(run, look, seen, round.clock().instant());
            round.evidence().attachMachineResult(id, criterion, check.name(), Inspections.verdict(look), seen, at);
        } catch (RuntimeException broken) {
            journal.fail(
                    run,
                    broken.getClass().getSimpleName() + ": " + broken.getMessage(),
                    round.clock().instant());
        }
    }

    private Optional<Case> mine(CurrentUser me, CaseId id) {
        return cases.open(id, me)
                .filter(CaseView::content)
                .filter(view -> view.is(CaseActor.ASSESSOR) || view.is(CaseActor.LEAD))
                .map(CaseView::item);
    }

    private List<Criterion> checked(Case item) {
        if (catalogues.version(item.catalogue()).isEmpty()) return List.of();
        return catalogues.criteria(item.catalogue(), item.target()).stream()
                .filter(criterion -> criterion.autoCheck() != null)
                .toList();
    }
}

package wariin.assessment;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// What must be there before a case moves on, beyond what the table says.
@Component
class CaseConditions {

    static final int DECIDERS = 2;

    private final FieldworkRegister fieldwork;
    private final CasePeopleRegister people;
    private final ReportRegister reports;

    CaseConditions(FieldworkRegister fieldwork, CasePeopleRegister people, ReportRegister reports) {
        this.fieldwork = fieldwork;
        this.people = people;
        this.reports = reports;
    }

    Optional<CaseRefusal> complete(Case item) {
        var fine = fieldwork.ticks(item.id(), item.submissions()).stream()
                .filter(Checklist.Tick::fine)
                .map(Checklist.Tick::item)
                .collect(Collectors.toSet());
        if (!fine.containsAll(Checklist.of(item.kind()))) return Optional.of(CaseRefusal.CHECKLIST_OPEN);
        return appointed(item, CaseActor.LEAD) < 1 ? Optional.of(CaseRefusal.NOT_APPOINTED) : Optional.empty();
    }

    Optional<CaseRefusal> visited(Case item) {
        return fieldwork.visits(item.id()).isEmpty() ? Optional.of(CaseRefusal.NO_VISIT) : Optional.empty();
    }

    /// A report to freeze, and for a decision two people to make it.
    Optional<CaseRefusal> reported(Case item) {
        if (reports.draft(item.id()).isEmpty()) return Optional.of(CaseRefusal.NO_REPORT);
        var decided = Transitions.turn(item.kind(), Stage.DECISION).orElseThrow() == CaseActor.DECIDER;
        return decided && appointed(item, CaseActor.DECIDER) < DECIDERS
                ? Optional.of(CaseRefusal.NOT_APPOINTED)
                : Optional.empty();
    }

    void clearForNewRound(Case item, Instant now) {
        reports.giveBack(item.id(), now);
        people.endAll(item.id(), CaseActor.DECIDER, now);
    }

    private long appointed(Case item, CaseActor role) {
        return people.appointments(item.id()).stream()
                .filter(one -> one.active() && one.role() == role)
                .count();
    }
}

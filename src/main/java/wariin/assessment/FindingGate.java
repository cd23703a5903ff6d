package wariin.assessment;

import java.util.Optional;
import org.springframework.stereotype.Component;

/// While a major is open, a case does not go to report and a report is not frozen.
@Component
class FindingGate implements CaseGate {

    private final FindingRegister findings;

    FindingGate(FindingRegister findings) {
        this.findings = findings;
    }

    @Override
    public Optional<CaseRefusal> against(Case item, CaseAct act) {
        var toReport = act == CaseAct.FREEZE_REPORT
                || Transitions.rule(item.kind(), item.stage(), act)
                        .filter(rule -> rule.next() == Stage.REPORT && item.stage() != Stage.REPORT)
                        .filter(_ -> act == CaseAct.FINISH_REVIEW || act == CaseAct.FINISH_VISIT)
                        .isPresent();
        return toReport && findings.openMajors(item.id()) > 0
                ? Optional.of(CaseRefusal.FINDINGS_OPEN)
                : Optional.empty();
    }
}

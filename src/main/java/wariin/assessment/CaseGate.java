package wariin.assessment;

import java.util.Optional;

/// A condition that another part of the assessment sets on an act: open findings before a report, criteria without a
/// declaration before submitting. Asked before the first write, inside the transaction of the act.
interface CaseGate {
    Optional<CaseRefusal> against(Case item, CaseAct act);
}

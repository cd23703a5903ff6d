package wariin.assessment;

import java.util.Map;
import org.springframework.stereotype.Component;
import wariin.register.UnderAssessment;

/// Tells the public register how many services are under assessment, and no names.
@Component
class CasesUnderAssessment implements UnderAssessment {

    private final CaseRegister cases;

    CasesUnderAssessment(CaseRegister cases) {
        this.cases = cases;
    }

    @Override
    public Map<String, Integer> byTarget() {
        return cases.running();
    }
}

package wariin.register;

import java.util.Map;

/// How many services are under assessment, without their names; `assessment` answers.
public interface UnderAssessment {

    /// By code of target.
    Map<String, Integer> byTarget();
}

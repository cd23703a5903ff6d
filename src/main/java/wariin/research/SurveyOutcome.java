package wariin.research;

import java.util.List;

/// What became of a survey file or of a decision on it.
public sealed interface SurveyOutcome {

    record Accepted(Survey survey) implements SurveyOutcome {}

    /// The same bytes are a version of this survey already.
    record Known(Survey survey) implements SurveyOutcome {}

    /// Nothing was kept of it.
    record Refused(List<SurveyFault> faults) implements SurveyOutcome {}

    /// There is no such version, or it was decided on before.
    record NotWaiting() implements SurveyOutcome {}
}

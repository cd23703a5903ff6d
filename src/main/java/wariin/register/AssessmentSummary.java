package wariin.register;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wariin.site.Bilingual;

/// What the public may know of an assessment: the result for each criterion, with reasons and redacted evidence.
///
/// @param catalogue the id of the catalogue version that was assessed against
/// @param criteriaVersion the name of that version
public record AssessmentSummary(UUID catalogue, String criteriaVersion, LocalDate assessedOn, List<Result> results) {

    /// What came out for a criterion.
    public enum Outcome {
        MET,
        /// Met, with a finding that the provider is mending.
        MET_WITH_FINDING,
        NOT_MET,
        NOT_APPLICABLE
    }

    /// @param criterion the criterion's id in the catalogue
    /// @param evidence names of what was seen, as they may be published
    public record Result(
            String criterion, Outcome outcome, @Nullable Bilingual reason, List<String> evidence) {

        public Result {
            evidence = List.copyOf(evidence);
        }
    }

    public AssessmentSummary {
        results = List.copyOf(results);
    }
}

package wariin.assessment;

import org.jspecify.annotations.Nullable;
import wariin.criteria.Criterion;

/// One criterion in one case: what the applicant says, and what an assessor judged.
public record AssessmentItem(
        Criterion criterion,
        @Nullable ItemDeclaration declaration,
        @Nullable ItemJudgement judgement) {

    public ItemResult result() {
        return judgement == null ? ItemResult.OPEN : judgement.result();
    }

    public boolean declared() {
        return declaration != null;
    }
}

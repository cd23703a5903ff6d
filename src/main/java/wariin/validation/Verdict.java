package wariin.validation;

import java.util.Collection;

/// What a validation concludes (EN 319 102-1, 5.1.3).
public enum Verdict {
    TOTAL_PASSED,
    INDETERMINATE,
    TOTAL_FAILED;

    /// The verdict over several signatures is that of the worst; over none it is indeterminate.
    public static Verdict worst(Collection<Verdict> verdicts) {
        return verdicts.stream().max(Verdict::compareTo).orElse(INDETERMINATE);
    }
}

package wariin.doctor;

/// What a check found: one sentence, and for the unhealthy one more that says what to do.
public record Finding(Verdict verdict, String sentence, String advice) {

    /// How bad it is; only `SICK` makes the whole unhealthy.
    public enum Verdict {
        HEALTHY,
        WATCH,
        SICK
    }

    public static Finding healthy(String sentence) {
        return new Finding(Verdict.HEALTHY, sentence, "");
    }

    public static Finding watch(String sentence, String advice) {
        return new Finding(Verdict.WATCH, sentence, advice);
    }

    public static Finding sick(String sentence, String advice) {
        return new Finding(Verdict.SICK, sentence, advice);
    }
}

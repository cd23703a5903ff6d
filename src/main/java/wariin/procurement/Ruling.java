package wariin.procurement;

/// What a rule comes to. Unknown stays unknown through every `and`, `or` and `not`: it never becomes a pass by itself.
public enum Ruling {
    PASS,
    FAIL,
    INDETERMINATE;

    static Ruling of(boolean holds) {
        return holds ? PASS : FAIL;
    }

    /// One failure fails all; else one unknown leaves all unknown.
    Ruling and(Ruling other) {
        if (this == FAIL || other == FAIL) return FAIL;
        return this == PASS && other == PASS ? PASS : INDETERMINATE;
    }

    /// One pass is enough, whatever is unknown beside it.
    Ruling or(Ruling other) {
        if (this == PASS || other == PASS) return PASS;
        return this == FAIL && other == FAIL ? FAIL : INDETERMINATE;
    }

    Ruling not() {
        return switch (this) {
            case PASS -> FAIL;
            case FAIL -> PASS;
            case INDETERMINATE -> INDETERMINATE;
        };
    }
}

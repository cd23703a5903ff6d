package wariin.assessment;

import java.util.List;

/// What intake looks at before an application counts as complete, by the kind of the case.
public final class Checklist {

    /// @param item its words stand under {@code assessment.case.check.<item>}
    public record Tick(String item, boolean fine, String note) {}

    private static final List<String> FIRST = List.of(
            "number", "name", "authority", "service", "certificates", "declaration", "disqualification", "evidence");

    private Checklist() {}

    public static List<String> of(CaseKind kind) {
        return switch (kind) {
            case NEW, RENEWAL -> FIRST;
            case CHANGE -> List.of("change", "before-effect", "service");
            case TAKE_OVER -> List.of("successor", "consent", "subscribers");
            case SURVEILLANCE, INCIDENT, SUSPENSION, REINSTATEMENT, WITHDRAWAL -> List.of();
        };
    }
}

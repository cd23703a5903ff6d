package wariin.assessment;

import java.util.UUID;

/// Names a case; says nothing about it, and knowing it gives no access.
public record CaseId(UUID value) {

    public static CaseId of(String text) {
        return new CaseId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

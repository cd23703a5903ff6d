package wariin.assessment;

import java.util.UUID;

/// Names a finding.
public record FindingId(UUID value) {

    public static FindingId of(String text) {
        return new FindingId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package wariin.assessment;

import java.util.UUID;

/// Names a request for evidence.
public record EvidenceRequestId(UUID value) {

    public static EvidenceRequestId of(String text) {
        return new EvidenceRequestId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

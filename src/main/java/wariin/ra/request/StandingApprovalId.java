package wariin.ra.request;

import java.util.UUID;

/// Names a standing approval; knowing it gives no access.
public record StandingApprovalId(UUID value) {

    public static StandingApprovalId of(String text) {
        return new StandingApprovalId(UUID.fromString(text));
    }

    public static StandingApprovalId random() {
        return new StandingApprovalId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package wariin.ra.request;

import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.refusal.RegistrationRefusal.Plain;

/// What must be kept apart at a desk. All but the first bind officers only.
public enum RequestSeparation {
    /// A closed desk registers nobody.
    DESK_OPEN(Plain.DESK_CLOSED),
    /// Nobody works on the request of a certificate of their own.
    NOT_HOLDER(Plain.OWN_REQUEST),
    /// Nobody approves what they filled in.
    NOT_ENTERED(Plain.OWN_REQUEST),
    /// One officer, one approval.
    NOT_APPROVED(Plain.ALREADY_APPROVED);

    private final RegistrationRefusal refusal;

    RequestSeparation(RegistrationRefusal refusal) {
        this.refusal = refusal;
    }

    public RegistrationRefusal refusal() {
        return refusal;
    }

    boolean holds(RequestStanding person) {
        return switch (this) {
            case DESK_OPEN -> person.deskOpen();
            case NOT_HOLDER -> !person.holder();
            case NOT_ENTERED -> !person.entered();
            case NOT_APPROVED -> !person.approved();
        };
    }
}

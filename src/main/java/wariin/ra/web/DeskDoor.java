package wariin.ra.web;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import wariin.identity.CurrentUser;
import wariin.identity.Role;
import wariin.ra.desk.Desk;
import wariin.ra.desk.DeskId;
import wariin.ra.desk.Desks;

/// The door of a desk: who has no business there does not learn that there is one.
@Component
class DeskDoor {

    private final Desks desks;

    DeskDoor(Desks desks) {
        this.desks = desks;
    }

    /// For its officers.
    Desk enter(CurrentUser me, DeskId id) {
        return desks.find(id).filter(_ -> desks.isOfficer(me, id)).orElseThrow(DeskDoor::unknown);
    }

    /// For its officers, the administrators of its organisation and the operator.
    Desk look(CurrentUser me, DeskId id) {
        return desks.find(id)
                .filter(desk -> desks.isOfficer(me, id) || appoints(me, desk))
                .orElseThrow(DeskDoor::unknown);
    }

    /// Who may say who its officers are.
    boolean appoints(CurrentUser me, Desk desk) {
        return me.operator()
                || me.may(Role.ADMINISTRATOR) && me.organisation().id().equals(desk.organisation());
    }

    static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}

package wariin.ra.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import wariin.identity.CurrentUser;
import wariin.ra.desk.Desks;
import wariin.site.AccountPlaces;
import wariin.site.Visitor;

/// Everybody finds their certificates in the menu, officers their desk.
@Component
@Order(0)
class RaPlaces implements AccountPlaces {

    private final Desks desks;

    RaPlaces(Desks desks) {
        this.desks = desks;
    }

    @Override
    public List<Place> of(Visitor visitor) {
        var places = new ArrayList<Place>();
        if (!(visitor instanceof CurrentUser me)) return places;
        places.add(new Place("/certificates", "ra.holder.title"));
        if (!desks.ofOfficer(me).isEmpty()) places.add(new Place("/desk", "ra.desk.title"));
        return places;
    }
}

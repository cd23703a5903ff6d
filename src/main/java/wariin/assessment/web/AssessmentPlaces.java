package wariin.assessment.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import wariin.assessment.SchemeRoles;
import wariin.identity.CurrentUser;
import wariin.identity.Role;
import wariin.site.AccountPlaces;
import wariin.site.Visitor;

/// Providers find their own services in the menu, the people of the scheme their desk.
@Component
@Order(1)
class AssessmentPlaces implements AccountPlaces {

    private final SchemeRoles roles;

    AssessmentPlaces(SchemeRoles roles) {
        this.roles = roles;
    }

    @Override
    public List<Place> of(Visitor visitor) {
        var places = new ArrayList<Place>();
        if (!(visitor instanceof CurrentUser me)) return places;
        if (me.may(Role.ADMINISTRATOR)) places.add(new Place("/services", "assessment.case.services.title"));
        if (!roles.of(me.user().id()).isEmpty()) places.add(new Place("/assessment", "assessment.case.desk.title"));
        return places;
    }
}

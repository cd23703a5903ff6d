package wariin.ra.web;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import wariin.identity.CurrentUser;
import wariin.ra.desk.Desks;

/// What the head of each page of a desk needs: whoever serves at one desk only has no list to go back to.
@ControllerAdvice(basePackages = {"wariin.ra.web", "wariin.enrolment.web"})
class DeskFrame {

    private final Desks desks;

    DeskFrame(Desks desks) {
        this.desks = desks;
    }

    @ModelAttribute("severalDesks")
    boolean severalDesks(@AuthenticationPrincipal @Nullable CurrentUser me) {
        return me != null && desks.ofOfficer(me).size() > 1;
    }
}

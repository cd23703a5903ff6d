package wariin.assessment.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import wariin.assessment.SchemeRole;
import wariin.assessment.SchemeRoles;
import wariin.identity.CurrentUser;
import wariin.identity.UserId;

/// Where the operator of the platform says who works for the scheme.
@Controller
@RequestMapping("/operator/scheme")
class SchemePages {

    private final SchemeRoles roles;

    SchemePages(SchemeRoles roles) {
        this.roles = roles;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("holders", roles.holders());
        model.addAttribute("roles", SchemeRole.values());
        return "assessment/scheme";
    }

    @PostMapping
    String grant(
            @AuthenticationPrincipal CurrentUser me,
            @RequestParam String email,
            @RequestParam SchemeRole role,
            Model model,
            HttpServletResponse answer) {
        model.addAttribute("email", email);
        return said(roles.grant(me, email, role), model, answer);
    }

    @PostMapping("/end")
    String end(
            @AuthenticationPrincipal CurrentUser me,
            @RequestParam UserId user,
            @RequestParam SchemeRole role,
            Model model,
            HttpServletResponse answer) {
        return said(roles.end(me, user, role), model, answer);
    }

    private String said(SchemeRoles.Change change, Model model, HttpServletResponse answer) {
        if (change == SchemeRoles.Change.DONE) return "redirect:/operator/scheme";
        answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("said", change.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return list(model);
    }
}

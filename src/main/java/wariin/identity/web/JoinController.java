package wariin.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import wariin.identity.CurrentUser;
import wariin.identity.Invitations;
import wariin.identity.Sessions;

/// A colleague's way in by an invitation's link.
@Controller
@RequestMapping("/join/{token}")
class JoinController {

    private final Invitations invitations;
    private final Sessions sessions;
    private final SessionCookie cookie;

    JoinController(Invitations invitations, Sessions sessions, SessionCookie cookie) {
        this.invitations = invitations;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    @GetMapping
    String page(
            @PathVariable String token,
            @AuthenticationPrincipal @Nullable CurrentUser user,
            HttpServletResponse response,
            Model model) {
        var offer = invitations.find(token);
        if (offer.isEmpty()) return SignUpController.gone(response);
        model.addAttribute("offer", offer.get());
        model.addAttribute("action", "/join/" + token);
        model.addAttribute("login", "/login?next=" + Redirects.encode("/join/" + token));
        model.addAttribute(
                "known", user != null && user.user().email().equals(offer.get().email()));
        model.addAttribute(
                "stranger",
                user != null && !user.user().email().equals(offer.get().email()));
        return "identity/join";
    }

    @PostMapping
    String accept(
            @PathVariable String token,
            @RequestParam(required = false, defaultValue = "") String name,
            @AuthenticationPrincipal @Nullable CurrentUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        var offer = invitations.find(token);
        return switch (invitations.accept(token, user, name, locale, Device.of(request))) {
            case Invitations.Acceptance.Joined(var session) -> {
                cookie.write(response, session);
                yield "redirect:/account/secure";
            }
            case Invitations.Acceptance.JoinedAs _ -> {
                offer.ifPresent(
                        known -> sessions.move(user, known.organisation().id()));
                yield "redirect:/organisation";
            }
            case Invitations.Acceptance.LogInFirst _ -> "redirect:/login?next=" + Redirects.encode("/join/" + token);
            case Invitations.Acceptance.ForSomebodyElse _ -> {
                response.setStatus(HttpStatus.FORBIDDEN.value());
                yield page(token, user, response, model);
            }
            case Invitations.Acceptance.NotAName _ -> {
                SignUpController.again("", "NAME", model, response);
                yield page(token, user, response, model);
            }
            case Invitations.Acceptance.Gone _ -> SignUpController.gone(response);
        };
    }
}

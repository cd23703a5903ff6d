package wariin.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import wariin.identity.CurrentUser;
import wariin.identity.LogIn;
import wariin.identity.ReturnPath;
import wariin.identity.Sessions;

/// In and out.
@Controller
class LogInController {

    static final String HOME = "/contracts";

    private final LogIn logIn;
    private final Sessions sessions;
    private final SessionCookie cookie;

    LogInController(LogIn logIn, Sessions sessions, SessionCookie cookie) {
        this.logIn = logIn;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    @GetMapping("/login")
    String page(
            @AuthenticationPrincipal @Nullable CurrentUser user,
            @RequestParam(required = false) @Nullable String next,
            Model model) {
        var target = ReturnPath.orElse(next, HOME);
        if (user != null && user.scope() == null) return "redirect:" + target;
        model.addAttribute("next", target);
        return "identity/login";
    }

    @GetMapping("/login/recovery")
    String recoveryPage() {
        return "identity/recovery-login";
    }

    @PostMapping("/login")
    String withPassword(
            @RequestParam String email,
            @RequestParam String password,
            @RequestParam String totp,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var target = ReturnPath.orElse(next, HOME);
        var outcome = logIn.withPassword(email, password, totp, Device.of(request), request.getRemoteAddr());
        model.addAttribute("next", target);
        model.addAttribute("email", email);
        return answer(outcome, target, "identity/login", response, model);
    }

    @PostMapping("/login/recovery")
    String withRecoveryCode(
            @RequestParam String email,
            @RequestParam String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var outcome = logIn.withRecoveryCode(email, code, Device.of(request), request.getRemoteAddr());
        model.addAttribute("email", email);
        return answer(outcome, "/account/secure?next=/account", "identity/recovery-login", response, model);
    }

    private String answer(
            LogIn.Outcome outcome, String target, String page, HttpServletResponse response, Model model) {
        return switch (outcome) {
            case LogIn.Outcome.In(var token) -> {
                cookie.write(response, token);
                yield "redirect:" + target;
            }
            case LogIn.Outcome.Guest(var token) -> {
                cookie.write(response, token);
                yield "redirect:/claim";
            }
            case LogIn.Outcome.Refused _ -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                model.addAttribute("problem", "refused");
                yield page;
            }
            case LogIn.Outcome.TooMany _ -> {
                response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
                model.addAttribute("problem", "too-many");
                yield page;
            }
        };
    }

    @PostMapping("/logout")
    String logOut(@AuthenticationPrincipal CurrentUser user, HttpServletResponse response) {
        sessions.end(user.session());
        cookie.clear(response);
        return "redirect:/";
    }
}

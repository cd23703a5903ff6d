package wariin.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import wariin.identity.SignUp;

/// Sign-up, page by page: address, code, name and company; then {@link SecurePages}.
@Controller
@RequestMapping("/signup")
class SignUpController {

    private final SignUp signUp;
    private final SessionCookie cookie;

    SignUpController(SignUp signUp, SessionCookie cookie) {
        this.signUp = signUp;
        this.cookie = cookie;
    }

    @GetMapping
    String page() {
        return "identity/signup";
    }

    @PostMapping
    String start(
            @RequestParam String email,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        model.addAttribute("email", email);
        return switch (signUp.start(email, locale, request.getRemoteAddr())) {
            case SignUp.Start.Sent(var ticket) -> "redirect:/signup/" + ticket;
            case SignUp.Start.NotAnAddress _ -> again("identity/signup", "email", model, response);
            case SignUp.Start.TooMany _ -> {
                model.addAttribute("problem", "too-many");
                response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
                yield "identity/signup";
            }
        };
    }

    @GetMapping("/{ticket}")
    String step(
            @PathVariable String ticket,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String problem,
            HttpServletResponse response,
            Model model) {
        var entry = signUp.find(ticket);
        if (entry.isEmpty()) return gone(response);
        model.addAttribute("action", "/signup/" + ticket);
        model.addAttribute("email", entry.get().email());
        if (!entry.get().confirmed()) {
            model.addAttribute("code", DetailsForm.digits(code));
            model.addAttribute("problem", DetailsForm.known(problem));
            return "identity/code";
        }
        if (!model.containsAttribute("form")) model.addAttribute("form", DetailsForm.empty());
        return "identity/details";
    }

    @PostMapping("/{ticket}/code")
    String confirm(
            @PathVariable String ticket,
            @RequestParam String code,
            HttpServletRequest request,
            HttpServletResponse response) {
        return switch (signUp.confirm(ticket, code, Device.of(request))) {
            case SignUp.Code.Confirmed _ -> "redirect:/signup/" + ticket;
            case SignUp.Code.Resumed(var token) -> {
                cookie.write(response, token);
                yield "redirect:/account/secure";
            }
            case SignUp.Code.Wrong _ -> "redirect:/signup/" + ticket + "?problem=wrong";
            case SignUp.Code.NewCodeNeeded _ -> "redirect:/signup/" + ticket + "?problem=dead";
            case SignUp.Code.Gone _ -> gone(response);
        };
    }

    @PostMapping("/{ticket}/again")
    String sendAgain(@PathVariable String ticket) {
        return "redirect:/signup/" + ticket + (signUp.sendAgain(ticket) ? "?problem=sent" : "?problem=too-many");
    }

    @PostMapping("/{ticket}")
    String finish(
            @PathVariable String ticket,
            DetailsForm form,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        return switch (signUp.finish(ticket, form.details(), locale, Device.of(request))) {
            case SignUp.Finish.Done(var token) -> {
                cookie.write(response, token);
                yield "redirect:/account/secure";
            }
            case SignUp.Finish.NotAccepted(var problem) -> {
                model.addAttribute("form", form);
                again("", problem.name(), model, response);
                yield step(ticket, null, null, response, model);
            }
            case SignUp.Finish.Gone _ -> gone(response);
        };
    }

    static String again(String page, String problem, Model model, HttpServletResponse response) {
        model.addAttribute("problem", problem);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page;
    }

    /// Expired, used, replaced and never given out look alike.
    static String gone(HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return "identity/gone";
    }
}

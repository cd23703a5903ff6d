package wariin.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import wariin.identity.FirstSetUp;
import wariin.identity.SignUp;

/// The first operator and organisation, by the link on the server's console.
@Controller
@RequestMapping("/setup/{ticket}")
class SetUpController {

    private final FirstSetUp firstSetUp;
    private final SessionCookie cookie;

    SetUpController(FirstSetUp firstSetUp, SessionCookie cookie) {
        this.firstSetUp = firstSetUp;
        this.cookie = cookie;
    }

    @GetMapping
    String page(@PathVariable String ticket, HttpServletResponse response, Model model) {
        if (!firstSetUp.isOpen(ticket)) return SignUpController.gone(response);
        model.addAttribute("action", "/setup/" + ticket);
        model.addAttribute("setup", true);
        if (!model.containsAttribute("form")) model.addAttribute("form", DetailsForm.empty());
        return "identity/details";
    }

    @PostMapping
    String finish(
            @PathVariable String ticket,
            DetailsForm form,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        var email = Optional.ofNullable(form.email()).orElse("");
        var outcome = firstSetUp.finish(ticket, email, form.details(), locale, Device.of(request));
        model.addAttribute("form", form);
        if (outcome.isEmpty()) {
            SignUpController.again("", "EMAIL", model, response);
            return page(ticket, response, model);
        }
        return switch (outcome.get()) {
            case SignUp.Finish.Done(var token) -> {
                cookie.write(response, token);
                yield "redirect:/account/secure";
            }
            case SignUp.Finish.NotAccepted(var problem) -> {
                SignUpController.again("", problem.name(), model, response);
                yield page(ticket, response, model);
            }
            case SignUp.Finish.Gone _ -> SignUpController.gone(response);
        };
    }
}

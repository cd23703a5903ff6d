package wariin.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import wariin.identity.CurrentUser;
import wariin.identity.Guests;

/// A counterparty's way from the invitation's link to the contract, and later to an account.
@Controller
class GuestController {

    private static final String PATH = "/join/guest/";

    private final Guests guests;
    private final SessionCookie cookie;

    GuestController(Guests guests, SessionCookie cookie) {
        this.guests = guests;
        this.cookie = cookie;
    }

    @GetMapping(PATH + "{ticket}")
    String step(
            @PathVariable String ticket,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String problem,
            @RequestParam(required = false, name = "wait") @Nullable String wait,
            HttpServletResponse response,
            Model model) {
        var entry = guests.find(ticket);
        if (entry.isEmpty()) return SignUpController.gone(response);
        model.addAttribute("action", PATH + ticket);
        model.addAttribute("email", entry.get().email());
        model.addAttribute("guest", true);
        if (!entry.get().confirmed()) {
            model.addAttribute("code", DetailsForm.digits(code));
            model.addAttribute("problem", wait != null ? "too-many" : DetailsForm.known(problem));
            return "identity/code";
        }
        if (!model.containsAttribute("form")) {
            model.addAttribute(
                    "form", DetailsForm.of(entry.get().name(), entry.get().company()));
        }
        return "identity/details";
    }

    @PostMapping(PATH + "{ticket}/code")
    String confirm(
            @PathVariable String ticket,
            @RequestParam String code,
            HttpServletRequest request,
            HttpServletResponse response) {
        return switch (guests.confirm(ticket, code, Device.of(request))) {
            case Guests.Code.Confirmed _ -> "redirect:" + PATH + ticket;
            case Guests.Code.Returned(var token, var returnTo, var hasFactor) -> {
                cookie.write(response, token);
                yield "redirect:" + (hasFactor ? returnTo : "/account/secure?next=" + Redirects.encode(returnTo));
            }
            case Guests.Code.HasAccount(var returnTo) -> "redirect:/login?next=" + Redirects.encode(returnTo);
            case Guests.Code.Wrong _ -> "redirect:" + PATH + ticket + "?problem=wrong";
            case Guests.Code.NewCodeNeeded _ -> "redirect:" + PATH + ticket + "?problem=dead";
            case Guests.Code.Gone _ -> SignUpController.gone(response);
        };
    }

    @PostMapping(PATH + "{ticket}/again")
    String sendAgain(@PathVariable String ticket) {
        return "redirect:" + PATH + ticket + (guests.sendAgain(ticket) ? "?problem=sent" : "?problem=too-many");
    }

    @PostMapping(PATH + "{ticket}")
    String finish(
            @PathVariable String ticket,
            DetailsForm form,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        return switch (guests.finish(ticket, form.details(), locale, Device.of(request))) {
            case Guests.Finish.Done(var token, var returnTo) -> {
                cookie.write(response, token);
                yield "redirect:/account/secure?next=" + Redirects.encode(returnTo);
            }
            case Guests.Finish.NotAccepted(var problem) -> {
                model.addAttribute("form", form);
                SignUpController.again("", problem.name(), model, response);
                yield step(ticket, null, null, null, response, model);
            }
            case Guests.Finish.Gone _ -> SignUpController.gone(response);
        };
    }

    @GetMapping("/claim")
    String claimPage(@AuthenticationPrincipal CurrentUser user) {
        return user.guest() ? "identity/claim" : "redirect:/account";
    }

    @PostMapping("/claim")
    String claim(@AuthenticationPrincipal CurrentUser user) {
        return switch (guests.claim(user)) {
            case CLAIMED -> "redirect:/account/secure/done?next=/account";
            case CONFIRM_FIRST, WAY_IN_NEEDED -> "redirect:/account/secure?next=/claim";
            case NOT_A_GUEST -> "redirect:/account";
        };
    }
}

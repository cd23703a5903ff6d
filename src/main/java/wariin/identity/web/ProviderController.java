package wariin.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import wariin.identity.Providers;
import wariin.identity.ReturnPath;

/// Log-in at a company's own identity provider.
@Controller
@RequestMapping("/login/company")
class ProviderController {

    private final Providers providers;
    private final SessionCookie cookie;

    ProviderController(Providers providers, SessionCookie cookie) {
        this.providers = providers;
        this.cookie = cookie;
    }

    @GetMapping
    String page(@RequestParam(required = false) @Nullable String next, Model model) {
        model.addAttribute("next", ReturnPath.orElse(next, LogInController.HOME));
        return "identity/company-login";
    }

    /// Leads on by the header, and by a link where a browser ignores it: a redirect would fall under `form-action`.
    @PostMapping
    String begin(
            @RequestParam String email,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var target = ReturnPath.orElse(next, LogInController.HOME);
        model.addAttribute("next", target);
        model.addAttribute("email", email);
        return switch (providers.begin(email, target, request.getRemoteAddr())) {
            case Providers.Begin.Redirect(var address, var host, var state) -> {
                cookie.writeState(response, state);
                response.setHeader("Refresh", "0; url=" + address);
                model.addAttribute("address", address.toString());
                model.addAttribute("host", host);
                yield "identity/company-login";
            }
            case Providers.Begin.NoProvider _ -> refused("no-provider", response, model);
            case Providers.Begin.Unreachable _ -> refused("unreachable", response, model);
            case Providers.Begin.TooMany _ -> refused("too-many", response, model);
        };
    }

    @GetMapping("/callback")
    String callback(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String iss,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var begun = cookie.readState(request);
        cookie.clearState(response);
        model.addAttribute("next", LogInController.HOME);
        // The browser that comes back is the one that was sent.
        if (state == null || code == null || begun.isEmpty() || !begun.get().equals(state)) {
            return refused("refused", response, model);
        }
        return switch (providers.complete(state, code, iss, Device.of(request))) {
            case Providers.Complete.In(var token, var returnTo) -> {
                cookie.write(response, token);
                yield "redirect:" + returnTo;
            }
            case Providers.Complete.NotAMember _ -> refused("not-a-member", response, model);
            case Providers.Complete.Refused _ -> refused("refused", response, model);
        };
    }

    private static String refused(String problem, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("problem", problem);
        return "identity/company-login";
    }
}

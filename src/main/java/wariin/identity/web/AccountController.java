package wariin.identity.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import wariin.identity.Accounts;
import wariin.identity.CurrentUser;
import wariin.identity.OrganisationId;
import wariin.identity.Passkeys;
import wariin.identity.RecoveryCodes;
import wariin.identity.ReturnPath;
import wariin.identity.Sessions;
import wariin.site.Languages;

/// A person's own page: name, language, ways to log in, open sessions.
@Controller
@RequestMapping("/account")
class AccountController {

    private final Accounts accounts;
    private final Passkeys passkeys;
    private final RecoveryCodes recoveryCodes;
    private final Sessions sessions;
    private final SessionCookie cookie;

    AccountController(
            Accounts accounts,
            Passkeys passkeys,
            RecoveryCodes recoveryCodes,
            Sessions sessions,
            SessionCookie cookie) {
        this.accounts = accounts;
        this.passkeys = passkeys;
        this.recoveryCodes = recoveryCodes;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    @GetMapping
    String page(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam(required = false) @Nullable String said,
            Model model) {
        var id = user.user().id();
        model.addAttribute("user", user.user());
        model.addAttribute("passkeys", passkeys.of(id));
        model.addAttribute("factors", accounts.factorsOf(id));
        model.addAttribute("codesLeft", recoveryCodes.left(id));
        model.addAttribute("sessions", sessions.of(id));
        model.addAttribute("current", user.session());
        model.addAttribute("organisation", user.organisation());
        model.addAttribute("organisations", accounts.organisationsOf(id));
        model.addAttribute("said", "last-way-in".equals(said) || "saved".equals(said) ? said : "");
        return "identity/account";
    }

    @PostMapping
    String change(@AuthenticationPrincipal CurrentUser user, @RequestParam String name, @RequestParam String language) {
        var changed = accounts.change(user.user().id(), name, Languages.nearest(Locale.forLanguageTag(language)));
        return "redirect:/account?lang="
                + Languages.nearest(Locale.forLanguageTag(language)).getLanguage() + (changed ? "&said=saved" : "");
    }

    @PostMapping("/passkeys/{id}/name")
    String rename(@AuthenticationPrincipal CurrentUser user, @PathVariable String id, @RequestParam String name) {
        passkeys.rename(user.user().id(), id, name);
        return "redirect:/account";
    }

    @PostMapping("/passkeys/{id}/removal")
    String remove(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        if (!sessions.isFresh(user.session())) return "redirect:/account/secure?next=/account";
        return switch (passkeys.remove(user.user().id(), id)) {
            case REMOVED, UNKNOWN -> "redirect:/account";
            case LAST_WAY_IN -> "redirect:/account?said=last-way-in";
        };
    }

    @GetMapping("/recovery")
    String recovery(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam(required = false) @Nullable String next,
            Model model) {
        if (!sessions.isFresh(user.session())) return "redirect:/account/secure?next=/account/recovery";
        model.addAttribute("next", ReturnPath.orElse(next, "/account"));
        model.addAttribute("left", recoveryCodes.left(user.user().id()));
        return "identity/recovery";
    }

    /// The codes are in this one answer and nowhere else.
    @PostMapping("/recovery")
    String renewRecovery(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam(required = false) @Nullable String next,
            HttpServletResponse response,
            Model model) {
        if (!sessions.isFresh(user.session())) return "redirect:/account/secure?next=/account/recovery";
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("next", ReturnPath.orElse(next, "/account"));
        model.addAttribute("codes", recoveryCodes.renew(user.user().id()));
        return "identity/recovery";
    }

    @PostMapping("/sessions/{id}/end")
    String end(@AuthenticationPrincipal CurrentUser user, @PathVariable UUID id, HttpServletResponse response) {
        sessions.end(user.user().id(), id);
        if (!id.equals(user.session())) return "redirect:/account";
        cookie.clear(response);
        return "redirect:/";
    }

    @PostMapping("/sessions/end-others")
    String endOthers(@AuthenticationPrincipal CurrentUser user) {
        sessions.endOthers(user.user().id(), user.session());
        return "redirect:/account";
    }

    @PostMapping("/organisation")
    String move(@AuthenticationPrincipal CurrentUser user, @RequestParam OrganisationId organisation) {
        var moved = sessions.move(user, organisation);
        return moved ? "redirect:" + LogInController.HOME : "redirect:/account";
    }
}

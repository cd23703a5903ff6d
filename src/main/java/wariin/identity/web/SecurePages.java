package wariin.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import wariin.identity.Accounts;
import wariin.identity.CurrentUser;
import wariin.identity.PinAndTotp;
import wariin.identity.RecoveryCodes;
import wariin.identity.ReturnPath;
import wariin.identity.Sessions;

/// The step in which a person gets a key to the door and to signing: a passkey, or PIN and codes.
@Controller
@RequestMapping("/account/secure")
class SecurePages {

    private final Accounts accounts;
    private final Sessions sessions;
    private final PinAndTotp pinAndTotp;
    private final RecoveryCodes recoveryCodes;

    SecurePages(Accounts accounts, Sessions sessions, PinAndTotp pinAndTotp, RecoveryCodes recoveryCodes) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.pinAndTotp = pinAndTotp;
        this.recoveryCodes = recoveryCodes;
    }

    /// The first factor may be set by whoever got in; later ones only soon after one of them was shown. A session from
    /// the
    /// provider of one organisation must not open the others.
    static boolean maySecure(CurrentUser user, Accounts accounts, Sessions sessions) {
        var id = user.user().id();
        if (sessions.isFresh(user.session())) return true;
        return accounts.factorsOf(id).none()
                && !accounts.hasWayIn(id)
                && accounts.organisationsOf(id).size() < 2;
    }

    @GetMapping
    String page(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            Model model) {
        var target = ReturnPath.orElse(next, LogInController.HOME);
        model.addAttribute("next", target);
        model.addAttribute("guest", user.guest());
        model.addAttribute("factors", accounts.factorsOf(user.user().id()));
        if (!maySecure(user, accounts, sessions)) return "identity/confirm";
        var secret = pinAndTotp.pendingSecret(user.user().id());
        secret.ifPresent(pending -> {
            model.addAttribute("secret", pending);
            model.addAttribute("picture", QrPicture.of(pending.link()));
        });
        return "identity/secure";
    }

    @PostMapping
    String enrol(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam String pin,
            @RequestParam(required = false) @Nullable String password,
            @RequestParam String totp,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            Model model) {
        if (!maySecure(user, accounts, sessions)) return page(user, next, request, model);
        // A guest logs in by the invitation's link; an account needs the password.
        var chosen = user.guest() && (password == null || password.isEmpty())
                ? Optional.<String>empty()
                : Optional.of(password == null ? "" : password);
        var outcome = pinAndTotp.enrol(user.user().id(), pin.strip(), chosen.orElse(null), totp);
        if (outcome != PinAndTotp.Enrolment.ENROLLED) {
            model.addAttribute("problem", outcome);
            return page(user, next, request, model);
        }
        sessions.strengthen(user.session(), Sessions.Method.PASSWORD);
        return done(user, next);
    }

    /// Without a passkey at hand: PIN and code show as well that it is the same person.
    @PostMapping("/confirm")
    String confirm(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam String pin,
            @RequestParam String totp,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            Model model) {
        var outcome = pinAndTotp.verify(user.user().id(), pin, totp);
        if (outcome instanceof PinAndTotp.Outcome.Verified) {
            sessions.strengthen(user.session(), Sessions.Method.PASSWORD);
        } else {
            model.addAttribute("problem", outcome instanceof PinAndTotp.Outcome.Locked ? "locked" : "wrong");
        }
        return page(user, next, request, model);
    }

    /// Begins anew with another authenticator app; never takes the last way in from who did not lose it.
    @PostMapping("/reset")
    String reset(@AuthenticationPrincipal CurrentUser user) {
        var id = user.user().id();
        if (!sessions.isFresh(user.session())) return "redirect:/account/secure?next=/account";
        var mayForget = accounts.factorsOf(id).passkey() || sessions.isRecovery(user.session());
        if (mayForget) pinAndTotp.forget(id);
        return mayForget ? "redirect:/account/secure?next=/account" : "redirect:/account?said=last-way-in";
    }

    /// After a passkey or PIN: who has an account and no recovery codes yet gets them now.
    @GetMapping("/done")
    String done(@AuthenticationPrincipal CurrentUser user, @RequestParam(required = false) @Nullable String next) {
        var target = ReturnPath.orElse(next, LogInController.HOME);
        var needsCodes = !user.guest() && recoveryCodes.left(user.user().id()) == 0;
        return "redirect:" + (needsCodes ? "/account/recovery?next=" + Redirects.encode(target) : target);
    }
}

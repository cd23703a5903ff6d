package wariin.contract.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import wariin.contract.Contract;
import wariin.contract.InvitationLinks;
import wariin.contract.InvitationLinks.Opened;
import wariin.contract.Party;
import wariin.identity.CurrentUser;

/// Where an invitation link leads: who asks, for what, and the way in. Public; shows nothing of the contract but its
/// title.
@Controller
@RequestMapping("/sign/{token}")
class InvitationPages {

    record InvitationView(
            String token,
            String title,
            String sender,
            String senderPerson,
            String email,
            @Nullable Instant deadline,
            String language) {}

    private final InvitationLinks invitations;

    InvitationPages(InvitationLinks invitations) {
        this.invitations = invitations;
    }

    @GetMapping
    String open(
            @PathVariable String token,
            @AuthenticationPrincipal @Nullable CurrentUser me,
            HttpServletResponse response,
            Model model) {
        response.setHeader("Referrer-Policy", "no-referrer");
        return switch (find(token)) {
            case Opened.Expired _ -> over("expired", response, model);
            case Opened.Replaced _ -> over("replaced", response, model);
            case Opened.Valid(var contract, var party) -> {
                if (me != null
                        && party.is(me.user())
                        && me.reaches(contract.id().toString())) {
                    yield "redirect:/contracts/" + contract.id() + "/sign";
                }
                model.addAttribute("invitation", view(token, contract, party));
                yield "contract/invitation";
            }
        };
    }

    @PostMapping
    String begin(@PathVariable String token, HttpServletResponse response, Model model) {
        return switch (find(token)) {
            case Opened.Expired _ -> over("expired", response, model);
            case Opened.Replaced _ -> over("replaced", response, model);
            case Opened.Valid valid -> "redirect:" + invitations.begin(valid);
        };
    }

    private Opened find(String token) {
        return invitations.open(token).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String over(String reason, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.GONE.value());
        model.addAttribute("reason", reason);
        return "contract/link";
    }

    private static InvitationView view(String token, Contract contract, Party party) {
        return new InvitationView(
                token,
                contract.terms().title(),
                contract.sender().title(),
                contract.sender().name(),
                masked(party.email()),
                contract.terms().deadline(),
                party.language().getLanguage());
    }

    /// Enough to recognise one's own address by.
    private static String masked(String email) {
        var at = email.indexOf('@');
        return email.substring(0, 1) + "•••" + email.substring(at);
    }
}

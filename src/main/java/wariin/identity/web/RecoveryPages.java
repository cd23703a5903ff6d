package wariin.identity.web;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wariin.identity.Accounts;
import wariin.identity.CurrentUser;
import wariin.identity.Recoveries;
import wariin.identity.RecoveryOutcome;
import wariin.identity.User;
import wariin.identity.UserId;

/// Where one of two operators asks for a recovery, and either of them stops it.
@Controller
@RequestMapping("/operator/people/recoveries")
class RecoveryPages {
    private static final String HOME = "redirect:/operator/people";

    private final Recoveries recoveries;
    private final Accounts accounts;
    private final JsonMapper json;

    RecoveryPages(Recoveries recoveries, Accounts accounts, JsonMapper json) {
        this.recoveries = recoveries;
        this.accounts = accounts;
        this.json = json;
    }

    @PostMapping
    String ask(
            @AuthenticationPrincipal CurrentUser me,
            @RequestParam(defaultValue = "false") boolean dismiss,
            @RequestParam(defaultValue = "") String successor,
            RedirectAttributes said) {
        var outcome = recoveries.ask(me, dismiss, successor);
        if (outcome instanceof RecoveryOutcome.Asked(var recovery)) return HOME + "/recoveries/" + recovery.id();
        if (outcome instanceof RecoveryOutcome.Refused(var refusal)) {
            said.addFlashAttribute("recoveryRefused", refusal.key());
            said.addFlashAttribute("successor", successor);
        }
        return HOME;
    }

    @GetMapping("/{id}")
    String one(@AuthenticationPrincipal CurrentUser me, @PathVariable UUID id, Model model) {
        var recovery = recoveries.open(me, id).orElseThrow(RecoveryPages::unknown);
        model.addAttribute("one", recovery);
        model.addAttribute("text", recoveries.text(me, recovery));
        model.addAttribute("actor", user(recovery.actor()));
        model.addAttribute("lost", user(recovery.lost()));
        model.addAttribute("successor", user(recovery.successor()));
        model.addAttribute("rest", recoveries.rest().toHours());
        return "identity/recovery-of-operators";
    }

    private @Nullable User user(@Nullable UserId id) {
        return id == null ? null : accounts.findUser(id).orElseThrow();
    }

    @PostMapping({"/{id}/proposal/challenge", "/{id}/stop/challenge"})
    @ResponseBody
    JsonNode challenge(@AuthenticationPrincipal CurrentUser me, @PathVariable UUID id) {
        return json.readTree(recoveries.options(me, id).orElseThrow(RecoveryPages::unknown));
    }

    @PostMapping("/{id}/proposal/confirmation")
    @ResponseBody
    Map<String, String> propose(
            @AuthenticationPrincipal CurrentUser me, @PathVariable UUID id, @RequestBody JsonNode body) {
        return said(recoveries.propose(me, id, body.path("passkey").toString()));
    }

    @PostMapping("/{id}/stop/confirmation")
    @ResponseBody
    Map<String, String> stop(
            @AuthenticationPrincipal CurrentUser me, @PathVariable UUID id, @RequestBody JsonNode body) {
        return said(recoveries.stop(me, id, body.path("passkey").toString()));
    }

    private static Map<String, String> said(RecoveryOutcome outcome) {
        return switch (outcome) {
            case RecoveryOutcome.Proposed _ -> Map.of("state", "proposed");
            case RecoveryOutcome.Stopped _ -> Map.of("state", "done");
            case RecoveryOutcome.Refused(var refusal) -> Map.of("state", "refused", "why", refusal.key());
            case RecoveryOutcome.Asked _, RecoveryOutcome.Confirmed _ ->
                throw new IllegalStateException("No passkey does this");
        };
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}

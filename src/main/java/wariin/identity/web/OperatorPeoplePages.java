package wariin.identity.web;

import java.util.Map;
import java.util.UUID;
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
import wariin.identity.AppointmentOutcome;
import wariin.identity.CurrentUser;
import wariin.identity.Operators;
import wariin.identity.UserId;

/// Where operators appoint and dismiss each other.
@Controller
@RequestMapping("/operator/people")
class OperatorPeoplePages {
    private static final String HOME = "redirect:/operator/people";

    private final Operators operators;
    private final Accounts accounts;
    private final JsonMapper json;

    OperatorPeoplePages(Operators operators, Accounts accounts, JsonMapper json) {
        this.operators = operators;
        this.accounts = accounts;
        this.json = json;
    }

    @GetMapping
    String list(@AuthenticationPrincipal CurrentUser me, Model model) {
        model.addAttribute("operators", operators.all(me));
        return "identity/operators";
    }

    @PostMapping
    String appoint(@AuthenticationPrincipal CurrentUser me, @RequestParam String email, RedirectAttributes said) {
        said.addFlashAttribute("email", email);
        return asked(operators.appoint(me, email), said);
    }

    @PostMapping("/{person}/dismissal")
    String dismiss(@AuthenticationPrincipal CurrentUser me, @PathVariable UUID person, RedirectAttributes said) {
        return asked(operators.dismiss(me, new UserId(person)), said);
    }

    @GetMapping("/appointments/{id}")
    String confirmation(@AuthenticationPrincipal CurrentUser me, @PathVariable UUID id, Model model) {
        var appointment = operators.open(me, id).orElseThrow(OperatorPeoplePages::unknown);
        model.addAttribute("appointment", appointment);
        model.addAttribute("person", accounts.findUser(appointment.person()).orElseThrow());
        return "identity/appointment";
    }

    @PostMapping("/appointments/{id}/challenge")
    @ResponseBody
    JsonNode challenge(@AuthenticationPrincipal CurrentUser me, @PathVariable UUID id) {
        return json.readTree(operators.options(me, id).orElseThrow(OperatorPeoplePages::unknown));
    }

    @PostMapping("/appointments/{id}/confirmation")
    @ResponseBody
    Map<String, String> confirm(
            @AuthenticationPrincipal CurrentUser me, @PathVariable UUID id, @RequestBody JsonNode body) {
        return switch (operators.confirm(me, id, body.path("passkey").toString())) {
            case AppointmentOutcome.Done _ -> Map.of("state", "done");
            case AppointmentOutcome.Asked _ -> Map.of("state", "asked");
            case AppointmentOutcome.Refused(var refusal) -> Map.of("state", "refused", "why", refusal.key());
        };
    }

    private static String asked(AppointmentOutcome outcome, RedirectAttributes said) {
        return switch (outcome) {
            case AppointmentOutcome.Asked(var appointment) -> HOME + "/appointments/" + appointment.id();
            case AppointmentOutcome.Done _ -> HOME;
            case AppointmentOutcome.Refused(var refusal) -> {
                said.addFlashAttribute("refused", refusal.key());
                yield HOME;
            }
        };
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}

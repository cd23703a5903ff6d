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
import wariin.identity.Appointment;
import wariin.identity.AppointmentOutcome;
import wariin.identity.CurrentUser;
import wariin.identity.Operators;
import wariin.identity.Recoveries;
import wariin.identity.User;
import wariin.identity.UserId;

/// Where operators appoint and dismiss each other, two at a time.
@Controller
@RequestMapping("/operator/people")
class OperatorPeoplePages {
    private static final String HOME = "redirect:/operator/people";

    /// An appointment with the names of those it is about.
    record Row(Appointment appointment, User person, User actor, boolean mine) {}

    private final Operators operators;
    private final Accounts accounts;
    private final Recoveries recoveries;
    private final JsonMapper json;

    OperatorPeoplePages(Operators operators, Accounts accounts, Recoveries recoveries, JsonMapper json) {
        this.operators = operators;
        this.recoveries = recoveries;
        this.accounts = accounts;
        this.json = json;
    }

    @GetMapping
    String list(@AuthenticationPrincipal CurrentUser me, Model model) {
        var all = operators.all(me);
        model.addAttribute("operators", all);
        model.addAttribute("rest", operators.rest().toHours());
        model.addAttribute(
                "proposals",
                operators.proposals(me).stream().map(one -> row(one, me)).toList());
        model.addAttribute("resting", !operators.mayDecide(me.user().id()));
        model.addAttribute("recoveries", recoveries.waiting(me));
        model.addAttribute("lostOne", recoveries.lostOne(me).orElse(null));
        model.addAttribute("recoveryRest", recoveries.rest().toHours());
        return "identity/operators";
    }

    private Row row(Appointment one, CurrentUser me) {
        var mine = one.actor().equals(me.user().id());
        return new Row(one, user(one.person()), user(one.actor()), mine);
    }

    private User user(UserId id) {
        return accounts.findUser(id).orElseThrow();
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
        model.addAttribute("row", row(appointment, me));
        model.addAttribute("alone", operators.sufficesAlone(appointment));
        model.addAttribute("rest", operators.rest().toHours());
        model.addAttribute("resting", !operators.mayDecide(me.user().id()));
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
            case AppointmentOutcome.Proposed _ -> Map.of("state", "proposed");
            case AppointmentOutcome.Asked _ -> Map.of("state", "asked");
            case AppointmentOutcome.Refused(var refusal) -> Map.of("state", "refused", "why", refusal.key());
        };
    }

    @PostMapping("/appointments/{id}/withdrawal")
    String withdraw(@AuthenticationPrincipal CurrentUser me, @PathVariable UUID id) {
        if (!operators.withdraw(me, id)) throw unknown();
        return HOME;
    }

    private static String asked(AppointmentOutcome outcome, RedirectAttributes said) {
        return switch (outcome) {
            case AppointmentOutcome.Asked(var appointment) -> HOME + "/appointments/" + appointment.id();
            case AppointmentOutcome.Proposed _, AppointmentOutcome.Done _ -> HOME;
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

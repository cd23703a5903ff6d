package wariin.ra.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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
import tools.jackson.databind.json.JsonMapper;
import wariin.company.CorporateNumber;
import wariin.identity.CurrentUser;
import wariin.ra.approval.KeptProof;
import wariin.ra.approval.StandingApproval;
import wariin.ra.approval.StandingApprovals;
import wariin.ra.desk.Desk;
import wariin.ra.desk.DeskId;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.request.StandingApprovalId;
import wariin.site.Dates;

/// Rules that officers sign so that programs get certificates without asking them each time.
@Controller
@RequestMapping("/desk" + DeskPages.ID + "/rules")
class StandingApprovalPages {

    private static final String RULE = "/{rule:[0-9a-f]{8}-[0-9a-f-]{27}}";

    private final DeskDoor door;
    private final StandingApprovals rules;
    private final RequestScreens screens;
    private final ApprovalApi approvals;
    private final Dates dates;
    private final JsonMapper json;

    StandingApprovalPages(
            DeskDoor door,
            StandingApprovals rules,
            RequestScreens screens,
            ApprovalApi approvals,
            Dates dates,
            JsonMapper json) {
        this.door = door;
        this.rules = rules;
        this.screens = screens;
        this.approvals = approvals;
        this.dates = dates;
        this.json = json;
    }

    @GetMapping
    String list(@AuthenticationPrincipal CurrentUser me, @PathVariable DeskId desk, Model model) {
        var here = door.enter(me, desk);
        model.addAttribute("desk", here);
        model.addAttribute("rules", rules.of(me, desk));
        model.addAttribute("profiles", HolderProfile.at(here));
        if (!model.containsAttribute("typed")) model.addAttribute("typed", Map.of());
        return "ra/rules";
    }

    @PostMapping
    String propose(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @RequestParam Map<String, String> typed,
            Locale locale,
            Model model,
            HttpServletResponse answer) {
        door.enter(me, desk);
        try {
            return switch (rules.propose(me, desk, read(typed))) {
                case StandingApprovals.Outcome.Done(var now) -> "redirect:/desk/" + desk + "/rules/" + now.id();
                case StandingApprovals.Outcome.Unknown _ -> throw DeskDoor.unknown();
                case StandingApprovals.Outcome.Refused(var reason) ->
                    refused(me, desk, reason, typed, locale, model, answer);
            };
        } catch (RequestForm.Fault fault) {
            var reason = new RegistrationRefusal.BadField(fault.field());
            return refused(me, desk, reason, typed, locale, model, answer);
        }
    }

    @GetMapping(RULE)
    String one(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @PathVariable StandingApprovalId rule,
            Model model) {
        var here = door.enter(me, desk);
        var found = find(here, rule);
        var signed = screens.signed(rule);
        model.addAttribute("desk", here);
        model.addAttribute("rule", found);
        model.addAttribute("approvals", signed);
        model.addAttribute(
                "verified",
                KeptProof.verified(
                        signed.stream().map(RequestScreens.Signed::proof).toList()));
        model.addAttribute(
                "signedByMe",
                signed.stream()
                        .anyMatch(
                                one -> one.approval().officer().equals(me.user().id())));
        return "ra/rule";
    }

    @PostMapping(RULE + "/ballot")
    @ResponseBody
    ResponseEntity<?> ballot(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @PathVariable StandingApprovalId rule,
            Locale locale) {
        find(door.enter(me, desk), rule);
        var ballot = rules.ballot(me, rule);
        return ballot.isEmpty()
                ? approvals.problem(RegistrationRefusal.Plain.NOT_NOW, locale)
                : ResponseEntity.ok(ApprovalApi.BallotView.of(ballot.get(), json));
    }

    @PostMapping(RULE + "/approvals")
    @ResponseBody
    ResponseEntity<?> approve(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @PathVariable StandingApprovalId rule,
            @RequestBody ApprovalApi.Given given,
            Locale locale) {
        find(door.enter(me, desk), rule);
        return switch (rules.approve(me, rule, String.valueOf(given.sha256()), given.consent())) {
            case StandingApprovals.Outcome.Done(var now) -> ResponseEntity.ok(Map.of("approvals", now.approvals()));
            case StandingApprovals.Outcome.Refused(var reason) -> approvals.problem(reason, locale);
            case StandingApprovals.Outcome.Unknown _ -> throw DeskDoor.unknown();
        };
    }

    @PostMapping(RULE + "/revocation")
    String revoke(
            @AuthenticationPrincipal CurrentUser me, @PathVariable DeskId desk, @PathVariable StandingApprovalId rule) {
        find(door.enter(me, desk), rule);
        rules.revoke(me, rule);
        return "redirect:/desk/" + desk + "/rules/" + rule;
    }

    private StandingApproval find(Desk desk, StandingApprovalId rule) {
        return rules.find(rule).filter(one -> one.desk().equals(desk.id())).orElseThrow(DeskDoor::unknown);
    }

    private StandingApprovals.Rule read(Map<String, String> typed) throws RequestForm.Fault {
        var name = typed.getOrDefault("name", "").strip();
        if (name.isEmpty() || name.length() > 200) throw new RequestForm.Fault("name");
        var domains = new LinkedHashSet<String>();
        Arrays.stream(typed.getOrDefault("domains", "").split("[\\s,]+"))
                .filter(one -> !one.isBlank())
                .forEach(domains::add);
        return new StandingApprovals.Rule(
                name,
                typed.getOrDefault("profile", ""),
                number(typed.getOrDefault("organisation", "").strip()),
                typed.getOrDefault("organisationName", "").strip(),
                domains,
                largest(typed.getOrDefault("largest", "")),
                until(typed.getOrDefault("until", "")));
    }

    private static @Nullable CorporateNumber number(String typed) throws RequestForm.Fault {
        try {
            return typed.isEmpty() ? null : CorporateNumber.of(typed);
        } catch (IllegalArgumentException notOne) {
            throw new RequestForm.Fault("organisation");
        }
    }

    private static int largest(String typed) throws RequestForm.Fault {
        try {
            return Integer.parseInt(typed.strip());
        } catch (NumberFormatException notOne) {
            throw new RequestForm.Fault("largest");
        }
    }

    /// To the end of that day.
    private Instant until(String typed) throws RequestForm.Fault {
        try {
            return LocalDate.parse(typed.strip())
                    .plusDays(1)
                    .atStartOfDay(dates.zone())
                    .toInstant();
        } catch (DateTimeException notOne) {
            throw new RequestForm.Fault("until");
        }
    }

    private String refused(
            CurrentUser me,
            DeskId desk,
            RegistrationRefusal reason,
            Map<String, String> typed,
            Locale locale,
            Model model,
            HttpServletResponse answer) {
        answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("typed", typed);
        model.addAttribute("refusal", approvals.sentence(reason, locale));
        return list(me, desk, model);
    }
}

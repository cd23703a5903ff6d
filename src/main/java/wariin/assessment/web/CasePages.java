package wariin.assessment.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import wariin.assessment.Applications;
import wariin.assessment.CaseAct;
import wariin.assessment.CaseId;
import wariin.assessment.CaseKind;
import wariin.assessment.CaseOutcome;
import wariin.assessment.Cases;
import wariin.assessment.SchemeRole;
import wariin.assessment.SchemeRoles;
import wariin.identity.CurrentUser;
import wariin.register.Reason;
import wariin.register.ServiceId;
import wariin.register.ServiceRegister;
import wariin.site.Dates;

/// The desk of the scheme, and the page of one case.
@Controller
@RequestMapping("/assessment")
class CasePages {

    /// A case id in a path; nothing else below this folder is meant.
    static final String ID = "/{id:[0-9a-f]{8}-[0-9a-f-]{27}}";

    private final Cases cases;
    private final CaseScreens screens;
    private final SchemeRoles roles;
    private final Applications applications;
    private final ServiceRegister register;
    private final Calendar calendar;

    /// What day it is here.
    @org.springframework.stereotype.Component
    record Calendar(Clock clock, Dates dates) {
        LocalDate today() {
            return LocalDate.ofInstant(clock.instant(), dates.zone());
        }
    }

    CasePages(
            Cases cases,
            CaseScreens screens,
            SchemeRoles roles,
            Applications applications,
            ServiceRegister register,
            Calendar calendar) {
        this.cases = cases;
        this.screens = screens;
        this.roles = roles;
        this.applications = applications;
        this.register = register;
        this.calendar = calendar;
    }

    @GetMapping
    String desk(@AuthenticationPrincipal CurrentUser me, Model model) {
        var held = roles.of(me.user().id());
        if (held.isEmpty() || me.guest()) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        var all = cases.desk(me);
        model.addAttribute("roles", held);
        model.addAttribute("mine", all.stream().filter(Cases.Listed::mine).toList());
        model.addAttribute(
                "others", all.stream().filter(listed -> !listed.mine()).toList());
        model.addAttribute("ended", cases.ended(me));
        model.addAttribute("watches", held.contains(SchemeRole.SURVEILLANCE));
        if (held.contains(SchemeRole.SURVEILLANCE)) {
            model.addAttribute("services", register.published().providers());
            model.addAttribute("grounds", Reason.values());
        }
        return "assessment/desk";
    }

    /// A case that the scheme opens.
    @PostMapping("/raised")
    String raise(
            @AuthenticationPrincipal CurrentUser me,
            @RequestParam CaseKind kind,
            @RequestParam ServiceId service,
            @RequestParam(defaultValue = "") String ground,
            @RequestParam(defaultValue = "") String reason,
            Model model) {
        var code = Reason.of(ground).orElse(null);
        return switch (applications.raise(me, kind, service, code, reason)) {
            case CaseOutcome.Done(var item) -> "redirect:/assessment/" + item.id();
            case CaseOutcome.Refused(var refusal) -> {
                model.addAttribute("refusal", refusal.key());
                model.addAttribute("typed", Map.of("reason", reason, "kind", kind.name()));
                yield desk(me, model);
            }
            case CaseOutcome.Unknown _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    @GetMapping(ID)
    String open(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @RequestParam(defaultValue = "") String done,
            Model model) {
        if (done.matches("[a-z-]{1,30}")) model.addAttribute("done", done);
        return show(me, id, model);
    }

    String show(CurrentUser me, CaseId id, Model model) {
        var view = cases.open(id, me).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("screen", screens.of(view, view.item().overdue(calendar.today())));
        model.addAttribute("today", calendar.today());
        if (!model.containsAttribute("typed")) model.addAttribute("typed", Map.of());
        return "assessment/case";
    }

    /// What a decider reads before the vote.
    @GetMapping(ID + "/decision")
    String decision(@AuthenticationPrincipal CurrentUser me, @PathVariable CaseId id, Locale locale, Model model) {
        var view = cases.open(id, me).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!view.may(CaseAct.VOTE_FOR)) return "redirect:/assessment/" + id;
        show(me, id, model);
        return "assessment/decision";
    }
}

package wariin.assessment.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import wariin.assessment.Applications;
import wariin.assessment.Appointments;
import wariin.assessment.CaseActor;
import wariin.assessment.CaseId;
import wariin.assessment.CaseOutcome;
import wariin.assessment.CaseRefusal;
import wariin.assessment.Cases;
import wariin.assessment.Checklist;
import wariin.assessment.Decisions;
import wariin.assessment.Report;
import wariin.assessment.Reports;
import wariin.identity.CurrentUser;
import wariin.identity.UserId;

/// The buttons on a case's page. What is refused shows the page again, with the reason and what was typed.
@Controller
@RequestMapping("/assessment" + CasePages.ID)
class CaseActions {

    private final CasePages pages;
    private final Cases cases;
    private final Applications applications;
    private final Appointments appointments;
    private final Reports reports;
    private final Decisions decisions;

    CaseActions(
            CasePages pages,
            Cases cases,
            Applications applications,
            Appointments appointments,
            Reports reports,
            Decisions decisions) {
        this.pages = pages;
        this.cases = cases;
        this.applications = applications;
        this.appointments = appointments;
        this.reports = reports;
        this.decisions = decisions;
    }

    /// Acts that only move the case on, with a reason where one is needed.
    @PostMapping("/acts/{act}")
    String act(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @PathVariable String act,
            @RequestParam(defaultValue = "") String text,
            Model model,
            HttpServletResponse answer) {
        var outcome = switch (act) {
            case "submit" -> applications.submit(me, id);
            case "accept" -> cases.accept(me, id);
            case "return-incomplete" -> cases.returnIncomplete(me, id, text);
            case "find-complete" -> cases.findComplete(me, id);
            case "ask-more" -> cases.askMore(me, id, text);
            case "respond" -> cases.respond(me, id, text);
            case "finish-review" -> cases.finishReview(me, id);
            case "finish-visit" -> cases.finishVisit(me, id);
            case "freeze-report" -> reports.freeze(me, id);
            case "close" -> cases.close(me, id, text);
            case "abandon" -> cases.abandon(me, id, text);
            case "appeal" -> cases.appeal(me, id, text);
            case "reopen" -> cases.reopen(me, id, text);
            case "dismiss-appeal" -> cases.dismissAppeal(me, id, text);
            default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
        return answer(me, id, act, outcome, Map.of(act, text), model, answer);
    }

    @PostMapping("/declaration")
    String declare(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @RequestParam(defaultValue = "") String conflict,
            @RequestParam(defaultValue = "") String text,
            Model model,
            HttpServletResponse answer) {
        if (!conflict.equals("yes") && !conflict.equals("no")) {
            var missing = new CaseOutcome.Refused(CaseRefusal.NOT_DECLARED);
            return answer(me, id, "declare-conflict", missing, Map.of("declare", text), model, answer);
        }
        var outcome = appointments.declare(me, id, conflict.equals("yes"), text);
        if (outcome instanceof CaseOutcome.Done && conflict.equals("yes")) return "redirect:/assessment";
        return answer(me, id, "declare-conflict", outcome, Map.of("declare", text), model, answer);
    }

    @PostMapping("/people")
    String appoint(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @RequestParam UserId user,
            @RequestParam CaseActor role,
            @RequestParam(defaultValue = "false") boolean end,
            Model model,
            HttpServletResponse answer) {
        var outcome = end ? appointments.dismiss(me, id, user, role) : appointments.appoint(me, id, user, role);
        return answer(me, id, "assign", outcome, Map.of(), model, answer);
    }

    @PostMapping("/checklist")
    String tick(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @RequestParam String item,
            @RequestParam(defaultValue = "false") boolean fine,
            @RequestParam(defaultValue = "") String note,
            Model model,
            HttpServletResponse answer) {
        var outcome = reports.tick(me, id, new Checklist.Tick(item, fine, note.strip()));
        return answer(me, id, "tick", outcome, Map.of(), model, answer);
    }

    @PostMapping("/visits")
    String visit(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "") String participants,
            @RequestParam(defaultValue = "") String notes,
            Model model,
            HttpServletResponse answer) {
        var typed = Map.of("on", on, "place", place, "participants", participants, "notes", notes);
        var day = day(on);
        var outcome = day == null
                ? knownOr(me, id, CaseRefusal.DATE_WRONG)
                : reports.recordVisit(me, id, day, place, participants, notes);
        return answer(me, id, "record-visit", outcome, typed, model, answer);
    }

    @PostMapping("/report")
    String report(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @RequestParam(defaultValue = "APPROVE") Report.Recommendation recommendation,
            @RequestParam(defaultValue = "") String summaryJa,
            @RequestParam(defaultValue = "") String summaryEn,
            @RequestParam(defaultValue = "") String body,
            Model model,
            HttpServletResponse answer) {
        var typed = Map.of("summaryJa", summaryJa, "summaryEn", summaryEn, "body", body);
        var outcome = reports.write(me, id, new Reports.Writing(recommendation, summaryJa, summaryEn, body));
        return answer(me, id, "write-report", outcome, typed, model, answer);
    }

    @PostMapping("/publication")
    String publish(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @RequestParam(defaultValue = "") String from,
            Model model,
            HttpServletResponse answer) {
        var day = from.isBlank() ? null : day(from);
        var outcome = day == null && !from.isBlank()
                ? knownOr(me, id, CaseRefusal.DATE_WRONG)
                : decisions.publish(me, id, day);
        return answer(me, id, "publish", outcome, Map.of("from", from), model, answer);
    }

    /// A fault in the form, for who may see the case at all.
    private CaseOutcome knownOr(CurrentUser me, CaseId id, CaseRefusal fault) {
        return cases.open(id, me).isEmpty() ? new CaseOutcome.Unknown() : new CaseOutcome.Refused(fault);
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    private String answer(
            CurrentUser me,
            CaseId id,
            String act,
            CaseOutcome outcome,
            Map<String, String> typed,
            Model model,
            HttpServletResponse answer) {
        return switch (outcome) {
            case CaseOutcome.Done _ -> {
                // Whoever ended their own part may not see the case any more.
                var still = cases.open(id, me).isPresent();
                yield still ? "redirect:/assessment/" + id + "?done=" + act : "redirect:/assessment";
            }
            case CaseOutcome.Refused(var refusal) -> {
                answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                model.addAttribute("refusal", refusal.key());
                model.addAttribute("typed", typed);
                yield pages.show(me, id, model);
            }
            case CaseOutcome.Unknown _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }
}

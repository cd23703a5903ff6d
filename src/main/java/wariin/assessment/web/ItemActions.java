package wariin.assessment.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import wariin.assessment.AssessmentItems;
import wariin.assessment.CaseId;
import wariin.assessment.EvidenceOutcome;
import wariin.assessment.ItemCarrying;
import wariin.assessment.ItemJudgement;
import wariin.assessment.ItemResult;
import wariin.assessment.web.CriterionViews.Exchange;
import wariin.identity.CurrentUser;

/// Declares and judges.
@Controller
@RequestMapping("/assessment/{id}")
class ItemActions {

    private final AssessmentItems items;
    private final ItemCarrying carrying;
    private final CriterionViews views;
    private final Clock clock;

    ItemActions(AssessmentItems items, ItemCarrying carrying, CriterionViews views, Clock clock) {
        this.items = items;
        this.carrying = carrying;
        this.views = views;
        this.clock = clock;
    }

    @PostMapping("/criteria/{criterion}/declaration")
    String declare(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @PathVariable String criterion,
            @RequestParam(defaultValue = "true") boolean applies,
            @RequestParam(defaultValue = "") String said,
            @RequestParam(defaultValue = "") String place,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        var outcome = items.declare(me, id, criterion, applies, said, place);
        var exchange = new Exchange("declaration", request, response, model, locale);
        return views.answer(me, id, criterion, outcome, exchange);
    }

    @PostMapping("/criteria/{criterion}/judgement")
    String judge(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @PathVariable String criterion,
            @RequestParam ItemResult result,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "") String publicNote,
            @RequestParam(defaultValue = "") List<String> methods,
            @RequestParam(defaultValue = "0") int seen,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        var judged =
                new ItemJudgement(criterion, seen, result, note, publicNote, methods, clock.instant(), me.getName());
        var outcome = items.judge(me, id, judged, seen);
        var exchange = new Exchange("judgement", request, response, model, locale);
        return views.answer(me, id, criterion, outcome, exchange);
    }

    @PostMapping("/criteria-version")
    String move(@AuthenticationPrincipal CurrentUser me, @PathVariable CaseId id) {
        return switch (items.moveToNewest(me, id)) {
            case EvidenceOutcome.Unknown _ -> throw CriterionViews.notFound();
            case EvidenceOutcome.Refused _ -> "redirect:/assessment/" + id + "/criteria";
            case EvidenceOutcome.Done _ -> "redirect:/assessment/" + id + "/criteria?show=open";
        };
    }

    /// Takes declarations and evidence over from the last case about the same service.
    @PostMapping("/carried-over")
    String carry(@AuthenticationPrincipal CurrentUser me, @PathVariable CaseId id) {
        if (carrying.carry(me, id) instanceof EvidenceOutcome.Unknown) throw CriterionViews.notFound();
        return "redirect:/assessment/" + id + "/criteria";
    }
}

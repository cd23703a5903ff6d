package wariin.assessment.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import wariin.assessment.AssessmentSheet.Filter;
import wariin.assessment.CaseId;
import wariin.assessment.Finding;
import wariin.assessment.Findings;
import wariin.identity.CurrentUser;

/// The pages on which a case is assessed; the applicant sees the same ones.
@Controller
@RequestMapping("/assessment/{id}")
class EvidencePages {

    private final CriterionViews views;
    private final Findings findings;

    EvidencePages(CriterionViews views, Findings findings) {
        this.views = views;
        this.findings = findings;
    }

    @GetMapping("/criteria")
    String criteria(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @RequestParam(defaultValue = "") String show,
            Model model) {
        var filter = Arrays.stream(Filter.values())
                .filter(one ->
                        one.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(show))
                .findFirst()
                .orElse(Filter.ALL);
        return views.list(me, id, filter, model);
    }

    @GetMapping("/criteria/{criterion}")
    String criterion(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @PathVariable String criterion,
            @RequestParam(defaultValue = "") String done,
            HttpServletRequest request,
            Model model) {
        if (CriterionViews.FORMS.contains(done)) model.addAttribute("done", done);
        var part = request.getHeader("HX-Request") != null;
        var view = views.criterion(me, id, criterion, part, model);
        var list = part && request.getParameter("part") != null && !CriterionViews.alone(request, criterion);
        return list ? CriterionViews.CHANGED : view;
    }

    @GetMapping("/findings")
    String findings(@AuthenticationPrincipal CurrentUser me, @PathVariable CaseId id, Model model) {
        var sheet = views.sheet(me, id, model);
        var all = sheet.rows().stream().flatMap(row -> row.findings().stream()).toList();
        model.addAttribute("open", all.stream().filter(Finding::open).toList());
        model.addAttribute(
                "closed", all.stream().filter(finding -> !finding.open()).toList());
        model.addAttribute("openMajors", findings.openMajors(id));
        return "assessment/findings";
    }
}

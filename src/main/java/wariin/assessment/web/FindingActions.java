package wariin.assessment.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import wariin.assessment.CaseId;
import wariin.assessment.EvidenceAnswers;
import wariin.assessment.EvidenceOutcome;
import wariin.assessment.Finding;
import wariin.assessment.FindingId;
import wariin.assessment.Findings;
import wariin.assessment.web.CriterionViews.Exchange;
import wariin.identity.CurrentUser;

/// Raises findings, takes corrections, and says whether they were enough.
@Controller
@RequestMapping("/assessment/{id}/criteria/{criterion}")
class FindingActions {

    private final Findings findings;
    private final EvidenceAnswers answers;
    private final CriterionViews views;

    FindingActions(Findings findings, EvidenceAnswers answers, CriterionViews views) {
        this.findings = findings;
        this.answers = answers;
        this.views = views;
    }

    @PostMapping("/findings")
    String raise(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @PathVariable String criterion,
            @RequestParam Finding.Severity severity,
            @RequestParam(defaultValue = "") String said,
            @RequestParam(defaultValue = "") String due,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        var outcome = findings.raise(me, id, criterion, severity, said, Days.of(due));
        return views.answer(me, id, criterion, outcome, new Exchange("finding", request, response, model, locale));
    }

    @PostMapping("/findings/{finding}/correction")
    String correct(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @PathVariable String criterion,
            @PathVariable FindingId finding,
            @RequestParam(defaultValue = "") String said,
            @RequestParam(required = false) @Nullable MultipartFile file,
            EvidenceActions.Fields fields,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale)
            throws IOException {
        var exchange = new Exchange("correction", request, response, model, locale);
        EvidenceOutcome outcome;
        if (file == null || file.isEmpty()) {
            outcome = findings.correct(me, id, finding, said, null);
        } else {
            try (var in = file.getInputStream()) {
                var details = fields.details(criterion);
                outcome = answers.correct(me, id, finding, said, details, EvidenceActions.name(file), in);
            }
        }
        return views.answer(me, id, criterion, outcome, exchange);
    }

    @PostMapping("/findings/{finding}/retest")
    String retest(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @PathVariable String criterion,
            @PathVariable FindingId finding,
            @RequestParam boolean mended,
            @RequestParam(defaultValue = "") String said,
            @RequestParam(defaultValue = "") String due,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        var outcome = findings.retest(me, id, finding, mended, said, Days.of(due));
        return views.answer(me, id, criterion, outcome, new Exchange("retest", request, response, model, locale));
    }
}

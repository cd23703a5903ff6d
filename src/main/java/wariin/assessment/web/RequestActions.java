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
import wariin.assessment.EvidenceRequestId;
import wariin.assessment.EvidenceRequests;
import wariin.assessment.web.CriterionViews.Exchange;
import wariin.identity.CurrentUser;

/// Asks the applicant for evidence, takes the answer, and closes the request.
@Controller
@RequestMapping("/assessment/{id}/criteria/{criterion}/requests")
class RequestActions {

    private final EvidenceRequests requests;
    private final EvidenceAnswers answers;
    private final CriterionViews views;

    RequestActions(EvidenceRequests requests, EvidenceAnswers answers, CriterionViews views) {
        this.requests = requests;
        this.answers = answers;
        this.views = views;
    }

    @PostMapping
    String ask(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @PathVariable String criterion,
            @RequestParam(defaultValue = "") String asked,
            @RequestParam(defaultValue = "") String due,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        var outcome = requests.ask(me, id, criterion, asked, Days.of(due));
        return views.answer(me, id, criterion, outcome, new Exchange("request", request, response, model, locale));
    }

    @PostMapping("/{asked}/answer")
    String answer(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @PathVariable String criterion,
            @PathVariable EvidenceRequestId asked,
            @RequestParam(defaultValue = "") String said,
            @RequestParam(required = false) @Nullable MultipartFile file,
            EvidenceActions.Fields fields,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale)
            throws IOException {
        EvidenceOutcome outcome;
        if (file == null || file.isEmpty()) {
            outcome = requests.answer(me, id, asked, said, null);
        } else {
            try (var in = file.getInputStream()) {
                var details = fields.details(criterion);
                outcome = answers.answer(me, id, asked, said, details, EvidenceActions.name(file), in);
            }
        }
        return views.answer(me, id, criterion, outcome, new Exchange("answer", request, response, model, locale));
    }

    @PostMapping("/{asked}/end")
    String close(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @PathVariable String criterion,
            @PathVariable EvidenceRequestId asked,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        var outcome = requests.close(me, id, asked);
        return views.answer(me, id, criterion, outcome, new Exchange("closed", request, response, model, locale));
    }
}

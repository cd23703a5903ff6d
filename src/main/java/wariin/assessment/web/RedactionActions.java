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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import wariin.assessment.CaseId;
import wariin.assessment.EvidenceDisclosure.Shown;
import wariin.assessment.EvidenceId;
import wariin.assessment.EvidenceOutcome;
import wariin.assessment.EvidenceRefusal;
import wariin.assessment.Redactions;
import wariin.assessment.web.CriterionViews.Exchange;
import wariin.identity.CurrentUser;

/// Marks what of the evidence the public may see.
@Controller
class RedactionActions {

    private final Redactions redactions;
    private final CriterionViews views;

    RedactionActions(Redactions redactions, CriterionViews views) {
        this.redactions = redactions;
        this.views = views;
    }

    @PostMapping("/assessment/{id}/criteria/{criterion}/evidence/{evidence}/disclosure")
    String mark(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @PathVariable String criterion,
            @PathVariable EvidenceId evidence,
            @RequestParam Shown shown,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) @Nullable MultipartFile file,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale)
            throws IOException {
        var outcome = switch (shown) {
            case SECRET -> redactions.keepSecret(me, id, criterion, evidence);
            case ORIGINAL -> redactions.showOriginal(me, id, criterion, evidence);
            case TEXT -> redactions.showText(me, id, criterion, evidence, text);
            case FILE -> showFile(me, id, criterion, evidence, file);
        };
        var exchange = new Exchange("disclosure", request, response, model, locale);
        return views.answer(me, id, criterion, outcome, exchange);
    }

    private EvidenceOutcome showFile(
            CurrentUser me, CaseId id, String criterion, EvidenceId evidence, @Nullable MultipartFile file)
            throws IOException {
        if (file == null || file.isEmpty()) return new EvidenceOutcome.Refused(EvidenceRefusal.FILE_MISSING);
        try (var in = file.getInputStream()) {
            return redactions.showFile(me, id, criterion, evidence, EvidenceActions.name(file), in);
        }
    }
}

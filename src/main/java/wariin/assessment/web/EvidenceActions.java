package wariin.assessment.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import wariin.assessment.CaseId;
import wariin.assessment.Evidence;
import wariin.assessment.EvidenceDetails;
import wariin.assessment.EvidenceId;
import wariin.assessment.EvidenceLimits;
import wariin.assessment.EvidenceOutcome;
import wariin.assessment.EvidenceRefusal;
import wariin.assessment.web.CriterionViews.Exchange;
import wariin.identity.CurrentUser;
import wariin.register.ServiceId;

/// Takes evidence in: many files at once from a form, or one by one from a script that shows the progress.
@Controller
@RequestMapping("/assessment/{id}/criteria/{criterion}")
class EvidenceActions {

    /// The fields of the form beside the files.
    record Fields(
            @Nullable List<String> also,
            @Nullable String title,
            @Nullable String place,
            @Nullable String evidenceDate,
            @Nullable String validUntil,
            @Nullable Boolean publishable) {

        EvidenceDetails details(String criterion) {
            var criteria = new ArrayList<>(List.of(criterion));
            if (also != null)
                also.stream().filter(one -> !criteria.contains(one)).forEach(criteria::add);
            return new EvidenceDetails(
                    criteria,
                    text(title),
                    text(place),
                    Days.of(evidenceDate),
                    Days.of(validUntil),
                    Boolean.TRUE.equals(publishable));
        }

        private static String text(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    private final Evidence evidence;
    private final EvidenceLimits limits;
    private final CriterionViews views;
    private final MessageSource words;

    EvidenceActions(Evidence evidence, EvidenceLimits limits, CriterionViews views, MessageSource words) {
        this.evidence = evidence;
        this.limits = limits;
        this.views = views;
        this.words = words;
    }

    @PostMapping("/evidence")
    String attach(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @PathVariable String criterion,
            @RequestParam(defaultValue = "") List<MultipartFile> files,
            Fields fields,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale)
            throws IOException {
        var exchange = new Exchange("evidence", request, response, model, locale);
        var chosen = files.stream().filter(file -> !name(file).isEmpty()).toList();
        EvidenceOutcome outcome = new EvidenceOutcome.Refused(
                chosen.isEmpty() ? EvidenceRefusal.FILE_MISSING : EvidenceRefusal.TOO_MANY_FILES);
        if (chosen.isEmpty() || chosen.size() > limits.maxFilesAtOnce()) {
            return views.answer(me, id, criterion, outcome, exchange);
        }
        for (var file : chosen) {
            outcome = attach(me, id, fields.details(criterion), null, file);
            if (!(outcome instanceof EvidenceOutcome.Done)) {
                return views.answer(me, id, criterion, outcome, name(file), exchange);
            }
        }
        return views.answer(me, id, criterion, outcome, exchange);
    }

    /// One file for a script, which asks for the page's new state when all are there.
    @PostMapping(path = "/evidence", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> attachOne(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @PathVariable String criterion,
            @RequestParam List<MultipartFile> files,
            Fields fields,
            Locale locale)
            throws IOException {
        if (files.size() != 1) return problem(EvidenceRefusal.FILE_MISSING, locale);
        return switch (attach(me, id, fields.details(criterion), null, files.getFirst())) {
            case EvidenceOutcome.Done(var done) -> ResponseEntity.ok(Map.of("evidence", done));
            case EvidenceOutcome.Refused(var reason) -> problem(reason, locale);
            case EvidenceOutcome.Unknown _ -> ResponseEntity.notFound().build();
        };
    }

    @PostMapping("/evidence/{evidence}/version")
    String supersede(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @PathVariable String criterion,
            @PathVariable("evidence") EvidenceId older,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Fields fields,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale)
            throws IOException {
        var exchange = new Exchange("version", request, response, model, locale);
        var outcome = file == null || name(file).isEmpty()
                ? new EvidenceOutcome.Refused(EvidenceRefusal.FILE_MISSING)
                : attach(me, id, fields.details(criterion), older, file);
        return views.answer(me, id, criterion, outcome, exchange);
    }

    @PostMapping("/links")
    String link(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @PathVariable String criterion,
            @RequestParam("evidence") EvidenceId shown,
            @RequestParam(defaultValue = "") String place,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        var outcome = evidence.link(me, id, shown, criterion, place);
        return views.answer(me, id, criterion, outcome, new Exchange("link", request, response, model, locale));
    }

    @PostMapping("/registrations")
    String relyOn(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @PathVariable String criterion,
            @RequestParam ServiceId service,
            @RequestParam(defaultValue = "") String place,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        var outcome = evidence.relyOn(me, id, criterion, service, place);
        return views.answer(me, id, criterion, outcome, new Exchange("link", request, response, model, locale));
    }

    private EvidenceOutcome attach(
            CurrentUser me, CaseId id, EvidenceDetails details, @Nullable EvidenceId older, MultipartFile file)
            throws IOException {
        try (var in = file.getInputStream()) {
            return older == null
                    ? evidence.attach(me, id, details, name(file), in)
                    : evidence.supersede(me, id, older, details, name(file), in);
        }
    }

    private ResponseEntity<ProblemDetail> problem(EvidenceRefusal reason, Locale locale) {
        var sentence = words.getMessage(reason.key(), null, locale);
        return ResponseEntity.unprocessableContent()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, sentence));
    }

    static String name(MultipartFile file) {
        var name = file.getOriginalFilename();
        return name == null ? "" : name;
    }
}

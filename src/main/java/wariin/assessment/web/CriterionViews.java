package wariin.assessment.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;
import wariin.assessment.AssessmentItems;
import wariin.assessment.AssessmentSheet;
import wariin.assessment.AssessmentSheets;
import wariin.assessment.CaseAct;
import wariin.assessment.CaseId;
import wariin.assessment.CaseView;
import wariin.assessment.EvidenceAge;
import wariin.assessment.EvidenceOutcome;
import wariin.assessment.ItemCarrying;
import wariin.assessment.ItemResult;
import wariin.identity.CurrentUser;

/// Shows criteria, and answers what was done to one: to htmx with the changed parts of the page, to a browser without
/// scripts with the page of the criterion.
@Component
class CriterionViews {

    /// What the person in front of the page may do now.
    record Can(
            boolean declare,
            boolean attach,
            boolean judge,
            boolean ask,
            boolean raise,
            boolean correct,
            boolean retest,
            boolean redact,
            boolean applicant,
            boolean deliberate) {

        static Can of(CaseView view) {
            return new Can(
                    view.may(CaseAct.DECLARE_CRITERION),
                    view.may(CaseAct.ATTACH_EVIDENCE),
                    view.may(CaseAct.JUDGE_CRITERION),
                    view.may(CaseAct.REQUEST_EVIDENCE),
                    view.may(CaseAct.RAISE_FINDING),
                    view.may(CaseAct.ANSWER_FINDING),
                    view.may(CaseAct.CLOSE_FINDING),
                    view.may(CaseAct.REDACT_EVIDENCE),
                    view.applicant(),
                    view.deliberation());
        }
    }

    /// The forms of the panel; each has its sentence for when it was done.
    static final Set<String> FORMS = Set.of(
            "declaration",
            "judgement",
            "evidence",
            "version",
            "link",
            "disclosure",
            "finding",
            "correction",
            "retest",
            "request",
            "answer",
            "closed");

    /// The panel, and with it the line of the list and the progress.
    static final String CHANGED = "assessment/criterion-panel :: changed";

    private final AssessmentSheets sheets;
    private final AssessmentItems items;
    private final ItemCarrying carrying;
    private final MessageSource words;

    CriterionViews(AssessmentSheets sheets, AssessmentItems items, ItemCarrying carrying, MessageSource words) {
        this.sheets = sheets;
        this.items = items;
        this.carrying = carrying;
        this.words = words;
    }

    AssessmentSheet sheet(CurrentUser me, CaseId id, Model model) {
        var sheet = sheets.of(me, id).orElseThrow(CriterionViews::notFound);
        model.addAttribute("sheet", sheet);
        model.addAttribute("item", sheet.view().item());
        model.addAttribute("can", Can.of(sheet.view()));
        model.addAttribute("url", "/assessment/" + id);
        model.addAttribute("results", words("assessment.result.", ItemResult.values()));
        model.addAttribute("ages", words("assessment.age.", EvidenceAge.State.values()));
        if (!model.containsAttribute("typed")) model.addAttribute("typed", Map.of());
        return sheet;
    }

    /// The words for what stands in every line of the list, looked up once.
    private Map<String, String> words(String prefix, Enum<?>[] values) {
        var found = new HashMap<String, String>();
        for (var value : values) {
            found.put(value.name(), words.getMessage(prefix + value, null, LocaleContextHolder.getLocale()));
        }
        return found;
    }

    /// The list of all criteria.
    String list(CurrentUser me, CaseId id, AssessmentSheet.Filter filter, Model model) {
        var sheet = sheet(me, id, model);
        model.addAttribute("filter", filter);
        model.addAttribute("filters", AssessmentSheet.Filter.values());
        model.addAttribute("groups", sheet.groups(filter));
        if (sheet.view().deliberation()) {
            items.move(sheet.view().item()).ifPresent(move -> model.addAttribute("move", move));
        }
        carrying.offer(sheet.view()).ifPresent(before -> model.addAttribute("before", before));
        return "assessment/criteria";
    }

    /// One criterion: only its panel for htmx, else a page of its own.
    String criterion(CurrentUser me, CaseId id, String criterion, boolean part, Model model) {
        var sheet = sheet(me, id, model);
        var detail = sheets.detail(sheet, criterion).orElseThrow(CriterionViews::notFound);
        model.addAttribute("detail", detail);
        model.addAttribute("row", detail.row());
        if (part) return "assessment/criterion-panel :: panel";
        var ids = sheet.rows().stream().map(AssessmentSheet.Row::id).toList();
        var at = ids.indexOf(criterion);
        model.addAttribute("previous", at > 0 ? ids.get(at - 1) : null);
        model.addAttribute("next", at < ids.size() - 1 ? ids.get(at + 1) : null);
        return "assessment/criterion";
    }

    /// What became of an act on one criterion.
    String answer(CurrentUser me, CaseId id, String criterion, EvidenceOutcome outcome, Exchange exchange) {
        return answer(me, id, criterion, outcome, "", exchange);
    }

    /// @param about what a refusal is about, such as the name of one of many files; may be empty
    String answer(
            CurrentUser me, CaseId id, String criterion, EvidenceOutcome outcome, String about, Exchange exchange) {
        var part = exchange.part();
        switch (outcome) {
            case EvidenceOutcome.Unknown _ -> throw notFound();
            case EvidenceOutcome.Done _
            when !part -> {
                return "redirect:/assessment/" + id + "/criteria/" + criterion + "?done=" + exchange.form();
            }
            case EvidenceOutcome.Done _ -> exchange.model().addAttribute("done", exchange.form());
            case EvidenceOutcome.Refused(var reason) -> {
                var sentence = words.getMessage(reason.key(), null, exchange.locale());
                exchange.model().addAttribute("problem", about.isEmpty() ? sentence : about + ": " + sentence);
                exchange.model().addAttribute("typed", exchange.typed());
                if (!part) exchange.response().setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            }
        }
        var view = criterion(me, id, criterion, part, exchange.model());
        return part && !alone(exchange.request(), criterion) ? CHANGED : view;
    }

    /// True if htmx asks from the criterion's own page, where no line and no progress stand that could change.
    static boolean alone(HttpServletRequest request, String criterion) {
        var from = request.getHeader("HX-Current-URL");
        return from != null && from.replaceFirst("[?#].*", "").endsWith("/criteria/" + criterion);
    }

    static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    /// A form that was sent, and the way back.
    record Exchange(String form, HttpServletRequest request, HttpServletResponse response, Model model, Locale locale) {

        boolean part() {
            return request.getHeader("HX-Request") != null;
        }

        /// What was typed, so that a refusal does not lose it; under the name of its form.
        Map<String, String> typed() {
            var typed = new HashMap<String, String>();
            request.getParameterMap().forEach((name, values) -> typed.put(form + "." + name, String.join(",", values)));
            return typed;
        }
    }
}

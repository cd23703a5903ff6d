package wariin.assessment.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import wariin.assessment.Applications;
import wariin.assessment.CaseAct;
import wariin.assessment.CaseId;
import wariin.assessment.CaseKind;
import wariin.assessment.CaseOutcome;
import wariin.assessment.CaseView;
import wariin.assessment.Cases;
import wariin.identity.CurrentUser;
import wariin.identity.Role;
import wariin.register.ServiceId;

/// A provider's own pages: its services, applying, and what it can begin for a registered service.
@Controller
class ServicePages {

    private static final String SERVICE = "/services/{id:[0-9a-f]{8}-[0-9a-f-]{27}}";
    private static final List<CaseKind> BEGUN = List.of(
            CaseKind.RENEWAL,
            CaseKind.CHANGE,
            CaseKind.INCIDENT,
            CaseKind.REINSTATEMENT,
            CaseKind.TAKE_OVER,
            CaseKind.WITHDRAWAL);

    private final Cases cases;
    private final Applications applications;
    private final ApplicationChoices choices;

    ServicePages(Cases cases, Applications applications, ApplicationChoices choices) {
        this.cases = cases;
        this.applications = applications;
        this.choices = choices;
    }

    @GetMapping("/services")
    String services(@AuthenticationPrincipal CurrentUser me, Model model) {
        provider(me);
        model.addAttribute("services", choices.own(me));
        model.addAttribute("cases", cases.own(me));
        return "assessment/services";
    }

    @GetMapping("/services/new")
    String create(@AuthenticationPrincipal CurrentUser me, Model model) {
        provider(me);
        var fields = new LinkedHashMap<>(choices.prefilled(me));
        fields.put("key", UUID.randomUUID().toString());
        return form(me, null, fields, model);
    }

    @PostMapping("/services")
    String apply(
            @AuthenticationPrincipal CurrentUser me,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(required = false) @Nullable List<MultipartFile> certificates,
            Model model,
            HttpServletResponse answer)
            throws IOException {
        provider(me);
        try {
            var application = new ApplicationForm(typed).read(List.of(), CertificateUploads.read(certificates), false);
            var key = typed.getFirst("key");
            var once = key != null && key.matches("[0-9a-f-]{36}") ? key : null;
            return said(me, null, applications.apply(me, application, once), typed, model, answer);
        } catch (ApplicationForm.Fault fault) {
            return wrong(me, null, "assessment.apply.fault." + fault.key(), typed, model, answer);
        }
    }

    @GetMapping("/assessment" + CasePages.ID + "/application")
    String edit(@AuthenticationPrincipal CurrentUser me, @PathVariable CaseId id, Model model) {
        var view = editable(me, id);
        return form(me, view, ApplicationForm.fields(view.item().application()), model);
    }

    @PostMapping("/assessment" + CasePages.ID + "/application")
    String save(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(required = false) @Nullable List<MultipartFile> certificates,
            Model model,
            HttpServletResponse answer)
            throws IOException {
        var view = editable(me, id);
        try {
            var before = view.item().application();
            var application = new ApplicationForm(typed)
                    .read(
                            before.service().certificates(),
                            CertificateUploads.read(certificates),
                            before.provider().sample());
            return said(me, view, applications.describe(me, id, application), typed, model, answer);
        } catch (ApplicationForm.Fault fault) {
            return wrong(me, view, "assessment.apply.fault." + fault.key(), typed, model, answer);
        }
    }

    @GetMapping(SERVICE)
    String service(@AuthenticationPrincipal CurrentUser me, @PathVariable ServiceId id, Model model) {
        provider(me);
        var own = choices.own(me).stream().filter(one -> one.id().equals(id)).findFirst();
        if (own.isEmpty()) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        model.addAttribute("service", own.get());
        model.addAttribute("cases", cases.about(id, me));
        model.addAttribute("kinds", BEGUN);
        return "assessment/service";
    }

    @PostMapping(SERVICE + "/cases")
    String begin(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable ServiceId id,
            @RequestParam CaseKind kind,
            Model model,
            HttpServletResponse answer) {
        return switch (applications.begin(me, kind, id)) {
            case CaseOutcome.Done(var item) -> "redirect:/assessment/" + item.id() + "/application";
            case CaseOutcome.Refused(var refusal) -> {
                answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                model.addAttribute("refusal", refusal.key());
                yield service(me, id, model);
            }
            case CaseOutcome.Unknown _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    private String said(
            CurrentUser me,
            @Nullable CaseView view,
            CaseOutcome outcome,
            MultiValueMap<String, String> typed,
            Model model,
            HttpServletResponse answer) {
        return switch (outcome) {
            case CaseOutcome.Done(var item) -> "redirect:/assessment/" + item.id() + "?done=edit";
            case CaseOutcome.Refused(var refusal) ->
                wrong(me, view, "assessment.case.refusal." + refusal.key(), typed, model, answer);
            case CaseOutcome.Unknown _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    private String wrong(
            CurrentUser me,
            @Nullable CaseView view,
            String message,
            MultiValueMap<String, String> typed,
            Model model,
            HttpServletResponse answer) {
        answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("wrong", message);
        return form(me, view, ApplicationForm.again(typed), model);
    }

    private String form(CurrentUser me, @Nullable CaseView view, Map<String, String> fields, Model model) {
        model.addAttribute("f", fields);
        model.addAttribute("item", view == null ? null : view.item());
        model.addAttribute("kind", view == null ? CaseKind.NEW : view.item().kind());
        var kept = view == null
                ? List.<byte[]>of()
                : view.item().application().service().certificates();
        model.addAttribute("certificates", CertificateUploads.shown(kept));
        choices.offer(me, view, model);
        return "assessment/apply";
    }

    private CaseView editable(CurrentUser me, CaseId id) {
        var view = cases.open(id, me);
        if (view.isEmpty() || !view.get().applicant()) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        if (!view.get().may(CaseAct.EDIT)) throw new ResponseStatusException(HttpStatus.CONFLICT);
        return view.get();
    }

    /// These pages are the owner's and the administrators' of an organisation.
    private static void provider(CurrentUser me) {
        if (me.guest() || !me.may(Role.ADMINISTRATOR)) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}

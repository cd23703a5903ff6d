package wariin.inspection.web;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import wariin.assessment.SchemeRole;
import wariin.assessment.SchemeRoles;
import wariin.identity.CurrentUser;
import wariin.inspection.InspectionRun;
import wariin.inspection.Inspections;
import wariin.register.ServiceDescription;
import wariin.register.ServiceId;
import wariin.register.ServiceRegister;

/// The schedule of machine checks, for the operator and the assessors: what was seen, what failed, and look now.
@Controller
@RequestMapping("/inspection")
class InspectionOperation {

    private final Inspections inspections;
    private final ServiceRegister register;
    private final SchemeRoles roles;

    InspectionOperation(Inspections inspections, ServiceRegister register, SchemeRoles roles) {
        this.inspections = inspections;
        this.register = register;
        this.roles = roles;
    }

    record ServiceOnPage(
            ServiceId id, ServiceDescription description, List<InspectionRun> newest, Map<String, Instant> planned) {}

    @GetMapping
    String list(@AuthenticationPrincipal CurrentUser user, Model model) {
        requireScheme(user);
        var shown = new ArrayList<ServiceOnPage>();
        for (var id : inspections.services()) {
            var description = register.find(id).orElseThrow();
            shown.add(new ServiceOnPage(id, description, inspections.newest(id), inspections.planned(id)));
        }
        model.addAttribute("services", shown);
        model.addAttribute("failures", inspections.failures());
        return "inspection/operation";
    }

    @PostMapping("/{id}/now")
    String now(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String criterion,
            RedirectAttributes told) {
        requireScheme(user);
        inspections.soon(known(id), criterion, user.getName());
        told.addFlashAttribute("notice", "inspection.operation.asked");
        return "redirect:/inspection";
    }

    @PostMapping("/{id}/sample")
    String sample(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable UUID id,
            @RequestParam MultipartFile file,
            RedirectAttributes told)
            throws IOException {
        requireScheme(user);
        var service = known(id);
        var given = Sample.read(file);
        if (given.isEmpty()) {
            told.addFlashAttribute("refused", "inspection.operation.nosample");
        } else {
            inspections.sample(service, given.get().name(), given.get().content(), user.getName());
            told.addFlashAttribute("notice", "inspection.operation.sampled");
        }
        return "redirect:/inspection";
    }

    private ServiceId known(UUID id) {
        var service = new ServiceId(id);
        if (!inspections.services().contains(service)) throw LivingAssessment.noSuchPage();
        return service;
    }

    /// The operator of the platform, and whoever assesses or watches for the scheme.
    private void requireScheme(@Nullable CurrentUser user) {
        if (user == null || user.guest() || user.scope() != null) throw LivingAssessment.noSuchPage();
        var mine = roles.of(user.user().id());
        var allowed = user.operator()
                || mine.contains(SchemeRole.ASSESSOR)
                || mine.contains(SchemeRole.LEAD)
                || mine.contains(SchemeRole.SURVEILLANCE);
        if (!allowed) throw LivingAssessment.noSuchPage();
    }
}

package wariin.inspection.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
import wariin.assessment.CaseId;
import wariin.identity.CurrentUser;
import wariin.inspection.CaseInspections;
import wariin.inspection.InspectionRun;
import wariin.inspection.Inspections;

/// Machine checks of one case, for its assessors: look now, and what was seen.
@Controller
@RequestMapping("/inspection/cases/{id}")
class CaseInspectionPages {

    private final CaseInspections inspections;

    CaseInspectionPages(CaseInspections inspections) {
        this.inspections = inspections;
    }

    @GetMapping
    String show(@AuthenticationPrincipal @Nullable CurrentUser me, @PathVariable UUID id, Model model) {
        var looked = inspections.open(member(me), new CaseId(id)).orElseThrow(LivingAssessment::noSuchPage);
        var newest = new LinkedHashMap<String, InspectionRun>();
        for (var run : looked.newest()) newest.put(run.criterion(), run);
        var rows = new ArrayList<LivingAssessment.Row>();
        for (var criterion : looked.criteria()) {
            var run = newest.get(criterion.id());
            rows.add(new LivingAssessment.Row(
                    criterion,
                    Inspections.byHand(String.valueOf(criterion.autoCheck())),
                    run,
                    run == null ? List.of() : LivingAssessment.facts(run)));
        }
        model.addAttribute("item", looked.item());
        model.addAttribute("rows", rows);
        return "inspection/case";
    }

    @PostMapping
    String look(@AuthenticationPrincipal @Nullable CurrentUser me, @PathVariable UUID id) {
        if (!inspections.look(member(me), new CaseId(id))) throw LivingAssessment.noSuchPage();
        return "redirect:/inspection/cases/" + id;
    }

    @PostMapping("/sample")
    String sample(
            @AuthenticationPrincipal @Nullable CurrentUser me,
            @PathVariable UUID id,
            @RequestParam MultipartFile file,
            RedirectAttributes told)
            throws IOException {
        var given = Sample.read(file);
        if (given.isEmpty()) {
            if (inspections.open(member(me), new CaseId(id)).isEmpty()) throw LivingAssessment.noSuchPage();
            told.addFlashAttribute("refused", "inspection.operation.nosample");
        } else if (inspections.sample(
                member(me), new CaseId(id), given.get().name(), given.get().content())) {
            told.addFlashAttribute("notice", "inspection.operation.sampled");
        } else {
            throw LivingAssessment.noSuchPage();
        }
        return "redirect:/inspection/cases/" + id;
    }

    private static CurrentUser member(@Nullable CurrentUser me) {
        if (me == null || me.guest()) throw LivingAssessment.noSuchPage();
        return me;
    }
}

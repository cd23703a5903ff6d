package wariin.practice.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import wariin.practice.Section;
import wariin.practice.Supplements;
import wariin.practice.Supplements.Outcome;
import wariin.site.Visitor;

/// Where the operator states what no configuration knows; each change makes a version of the statements.
@Controller
class SupplementPages {

    record SectionView(String section, String ja, String en) {}

    private final Supplements supplements;

    SupplementPages(Supplements supplements) {
        this.supplements = supplements;
    }

    @GetMapping("/operator/practice")
    String page(Model model) {
        model.addAttribute("sections", views());
        return "practice/supplements";
    }

    @PostMapping("/operator/practice/{section}")
    String state(
            @PathVariable String section,
            @RequestParam(defaultValue = "") String ja,
            @RequestParam(defaultValue = "") String en,
            @AuthenticationPrincipal Visitor operator,
            RedirectAttributes next,
            Model model) {
        var known = known(section);
        var outcome = supplements.state(known, ja, en, operator.displayName());
        if (outcome == Outcome.STATED || outcome == Outcome.UNCHANGED) {
            next.addFlashAttribute("said", outcome.name());
            return "redirect:/operator/practice";
        }
        model.addAttribute("sections", views(new SectionView(known.slug(), ja, en)));
        model.addAttribute("fault", outcome.name());
        model.addAttribute("faulty", known.slug());
        return "practice/supplements";
    }

    private List<SectionView> views() {
        return views(null);
    }

    private List<SectionView> views(@Nullable SectionView typed) {
        var stated = supplements.stated();
        return Arrays.stream(Section.values())
                .map(section -> {
                    if (typed != null && typed.section().equals(section.slug())) return typed;
                    var text = stated.get(section);
                    return text == null
                            ? new SectionView(section.slug(), "", "")
                            : new SectionView(section.slug(), text.ja(), text.en());
                })
                .toList();
    }

    private static Section known(String slug) {
        return Arrays.stream(Section.values())
                .filter(section -> section.slug().equals(slug.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}

package wariin.register.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import wariin.register.AssuranceLevel;
import wariin.register.Listed;
import wariin.register.RegistrationStatus;
import wariin.register.Sector;
import wariin.register.ServiceRegister;

/// Looking for a trustworthy service.
@Controller
class BrowsePages {

    private static final int PAGE = 25;

    private final ServiceRegister register;
    private final Words words;

    BrowsePages(ServiceRegister register, Words words) {
        this.register = register;
        this.words = words;
    }

    @GetMapping("/register")
    String browse(Query.Asked asked, @RequestParam(required = false) @Nullable String page, Model model) {
        var query = asked.read(words.today());
        var everything = register.search(query.anyTarget());
        var found = query.target() == null
                ? everything
                : everything.stream()
                        .filter(listed ->
                                listed.service().description().target().equals(query.target()))
                        .toList();
        var pages = Math.max(1, (found.size() + PAGE - 1) / PAGE);
        var number = Math.clamp(number(page), 1, pages);
        model.addAttribute("query", query);
        model.addAttribute("when", new When(query.at()));
        model.addAttribute("total", found.size());
        model.addAttribute("all", everything.size());
        model.addAttribute("counts", counts(everything));
        model.addAttribute("page", number);
        model.addAttribute("pages", pages);
        model.addAttribute("listed", found.subList((number - 1) * PAGE, Math.min(number * PAGE, found.size())));
        model.addAttribute("sectors", Sector.values());
        model.addAttribute("levels", AssuranceLevel.values());
        model.addAttribute("statuses", RegistrationStatus.values());
        model.addAttribute("today", words.today());
        model.addAttribute("waiting", query.at() == null ? words.underAssessment(query.target()) : 0);
        return "register/browse";
    }

    @GetMapping("/register/levels")
    String levels(Model model) {
        model.addAttribute("levels", AssuranceLevel.values());
        return "register/levels";
    }

    /// Open targets first, in the order of the catalogues; then those that only past entries have.
    private Map<String, Integer> counts(List<Listed> found) {
        var counts = new LinkedHashMap<String, Integer>();
        for (var target : words.targets().keySet()) counts.put(target, 0);
        for (var listed : found) counts.merge(listed.service().description().target(), 1, Integer::sum);
        return counts;
    }

    private static int number(@Nullable String page) {
        return page != null && page.matches("[0-9]{1,6}") ? Integer.parseInt(page) : 1;
    }
}

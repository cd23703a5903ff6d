package wariin.research.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import wariin.research.SurveyFault;
import wariin.research.SurveyOutcome;
import wariin.research.SurveyPlots;
import wariin.research.Surveys;

/// Where the operator sends in surveys, sees how they would look, and publishes them.
@Controller
@RequestMapping("/operator/research")
class SurveyPages {

    private final Surveys surveys;
    private final SurveyPlots plots;

    SurveyPages(Surveys surveys, SurveyPlots plots) {
        this.surveys = surveys;
        this.plots = plots;
    }

    @GetMapping
    String all(Model model) {
        return page("", List.of(), model);
    }

    private String page(String slug, List<SurveyFault> faults, Model model) {
        model.addAttribute("slug", slug);
        model.addAttribute("faults", faults);
        model.addAttribute("versions", surveys.versions());
        return "research/versions";
    }

    @PostMapping
    String receive(
            @RequestParam(defaultValue = "") String slug,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Principal operator,
            HttpServletResponse response,
            Model model)
            throws IOException {
        if (file == null || file.isEmpty()) {
            return refused(slug, List.of(new SurveyFault(0, "no-file", "")), response, model);
        }
        var name = Optional.ofNullable(file.getOriginalFilename()).orElse("");
        return switch (surveys.receive(slug.strip(), name, file.getBytes(), operator.getName())) {
            case SurveyOutcome.Accepted(var survey) -> "redirect:/operator/research/" + survey.id();
            case SurveyOutcome.Known(var survey) -> "redirect:/operator/research/" + survey.id() + "?said=known";
            case SurveyOutcome.Refused(var faults) -> refused(slug, faults, response, model);
            case SurveyOutcome.NotWaiting _ -> "redirect:/operator/research";
        };
    }

    private String refused(String slug, List<SurveyFault> faults, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(slug, faults, model);
    }

    @GetMapping("/{id}")
    String preview(@PathVariable UUID id, @RequestParam(defaultValue = "") String said, Locale locale, Model model) {
        var survey = surveys.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("survey", survey);
        model.addAttribute("said", said.equals("known") || said.equals("late") ? said : "");
        model.addAttribute("plots", PlotView.all(plots.of(survey, locale), "", "preview"));
        return "research/preview";
    }

    @PostMapping("/{id}/publication")
    String publish(@PathVariable UUID id, Principal operator) {
        return after(id, surveys.publish(id, operator.getName()));
    }

    @PostMapping("/{id}/discarding")
    String discard(@PathVariable UUID id) {
        return after(id, surveys.discard(id));
    }

    private String after(UUID id, SurveyOutcome outcome) {
        if (surveys.find(id).isEmpty()) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        return "redirect:/operator/research/" + id + (outcome instanceof SurveyOutcome.NotWaiting ? "?said=late" : "");
    }
}

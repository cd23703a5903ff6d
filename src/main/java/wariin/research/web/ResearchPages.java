package wariin.research.web;

import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import wariin.research.LiveFigures;
import wariin.research.Survey;
import wariin.research.SurveyPlots;
import wariin.research.Surveys;

/// The public research pages: surveys, and the live figures of the register and the platform.
@Controller
@RequestMapping("/research")
class ResearchPages {

    /// A survey with its plots drawn.
    record SurveyView(Survey survey, List<PlotView> plots) {}

    private final Surveys surveys;
    private final SurveyPlots plots;
    private final LiveFigures figures;

    ResearchPages(Surveys surveys, SurveyPlots plots, LiveFigures figures) {
        this.surveys = surveys;
        this.plots = plots;
        this.figures = figures;
    }

    @GetMapping
    String surveys(Locale locale, Model model) {
        var views = surveys.published().stream()
                .map(survey -> new SurveyView(
                        survey,
                        PlotView.all(plots.of(survey, locale), "/research/" + survey.slug() + "/", survey.slug())))
                .toList();
        model.addAttribute("surveys", views);
        return "research/surveys";
    }

    @GetMapping("/live")
    String live(Locale locale, Model model) {
        var live = figures.now(locale);
        model.addAttribute("live", live);
        model.addAttribute("plots", PlotView.all(live.plots(), "/research/live/", "live"));
        return "research/live";
    }
}

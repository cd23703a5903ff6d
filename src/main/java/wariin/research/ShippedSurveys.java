package wariin.research;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Brings the figures that come with the platform, once: what an operator decided since then stays.
@Component
class ShippedSurveys {

    private static final String SLUG = "it-report";

    private final Surveys surveys;

    ShippedSurveys(Surveys surveys) {
        this.surveys = surveys;
    }

    @EventListener(ApplicationStartedEvent.class)
    void bring() {
        if (surveys.knows(SLUG)) return;
        try (var file = ShippedSurveys.class.getResourceAsStream("/research/it-report.csv")) {
            if (file == null) throw new IllegalStateException("The shipped survey is missing");
            var outcome = surveys.receive(SLUG, "it-report.csv", file.readAllBytes(), "system");
            if (outcome instanceof SurveyOutcome.Accepted(var survey)) surveys.publish(survey.id(), "system");
            else throw new IllegalStateException("The shipped survey is not accepted: " + outcome);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

package wariin.assessment.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import wariin.assessment.EvidencePublications;
import wariin.assessment.EvidencePublications.Published;
import wariin.register.ServiceId;
import wariin.register.ServiceRegister;
import wariin.site.Bilingual;

/// Evidence that everybody may see: for a published service, what was marked public.
@Controller
class PublishedEvidence {

    /// A criterion with its public evidence.
    record Shown(String id, Bilingual title, List<Published> evidence) {}

    private final EvidencePublications publications;
    private final ServiceRegister register;

    PublishedEvidence(EvidencePublications publications, ServiceRegister register) {
        this.publications = publications;
        this.register = register;
    }

    @GetMapping("/register/services/{id}/evidence")
    String page(@PathVariable ServiceId id, Model model) {
        var state = register.published().service(id).orElseThrow(CriterionViews::notFound);
        var titles = publications.titles(id);
        var shown = publications.of(id).stream()
                .collect(Collectors.groupingBy(Published::criterion, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> new Shown(
                        entry.getKey(),
                        titles.getOrDefault(entry.getKey(), new Bilingual(entry.getKey(), entry.getKey())),
                        entry.getValue()))
                .toList();
        model.addAttribute("service", state);
        model.addAttribute("shown", shown);
        return "assessment/evidence-public";
    }

    @GetMapping("/register/evidence/{publication}")
    ResponseEntity<StreamingResponseBody> file(@PathVariable UUID publication) {
        return EvidenceDownloads.answer(publications.open(publication).orElseThrow(CriterionViews::notFound));
    }
}

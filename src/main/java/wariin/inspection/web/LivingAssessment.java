package wariin.inspection.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wariin.criteria.Catalogues;
import wariin.criteria.Criterion;
import wariin.criteria.Transitions;
import wariin.inspection.InspectionRun;
import wariin.inspection.InspectionVerdict;
import wariin.inspection.Inspections;
import wariin.inspection.OwnServices;
import wariin.inspection.OwnServices.OwnService;

/// What machines see of this platform's own services, day by day, for everybody.
@Controller
@RequestMapping("/register/living")
class LivingAssessment {

    private static final int HISTORY = 30;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final OwnServices services;
    private final Inspections inspections;
    private final Catalogues catalogues;
    private final Transitions transitions;

    LivingAssessment(OwnServices services, Inspections inspections, Catalogues catalogues, Transitions transitions) {
        this.services = services;
        this.inspections = inspections;
        this.catalogues = catalogues;
        this.transitions = transitions;
    }

    /// @param byHand a machine check that only people can do
    record Row(
            Criterion criterion, boolean byHand, @Nullable InspectionRun newest, List<Fact> facts) {}

    record ServiceOnPage(OwnService service, List<Row> rows, long satisfied, long open, int all) {}

    /// Something that was seen: what kind of thing, which one, and what of it.
    record Fact(String kind, String what, Map<String, String> values) {}

    record Past(InspectionRun run, List<Fact> facts) {}

    @GetMapping
    String overview(Model model) {
        var shown = new ArrayList<ServiceOnPage>();
        for (var service : services.all()) shown.add(onPage(service));
        model.addAttribute("services", shown);
        return "inspection/living";
    }

    @GetMapping("/{target}/{criterion}")
    String history(@PathVariable String target, @PathVariable String criterion, Model model) {
        var service = services.all().stream()
                .filter(one -> one.target().equals(target))
                .findFirst()
                .orElseThrow(LivingAssessment::noSuchPage);
        var found = criteria(target).stream()
                .filter(one -> one.id().equals(criterion) && one.autoCheck() != null)
                .findFirst()
                .orElseThrow(LivingAssessment::noSuchPage);
        model.addAttribute("service", service);
        model.addAttribute("criterion", found);
        model.addAttribute(
                "runs",
                inspections.history(service.service(), criterion, HISTORY).stream()
                        .map(run -> new Past(run, facts(run)))
                        .toList());
        return "inspection/history";
    }

    private ServiceOnPage onPage(OwnService service) {
        var newest = new LinkedHashMap<String, InspectionRun>();
        for (var run : inspections.newest(service.service())) newest.put(run.criterion(), run);
        var all = criteria(service.target());
        var rows = new ArrayList<Row>();
        for (var criterion : all) {
            var check = criterion.autoCheck();
            if (check == null) continue;
            var run = newest.get(criterion.id());
            rows.add(new Row(criterion, Inspections.byHand(check), run, run == null ? List.of() : facts(run)));
        }
        rows.sort(Comparator.comparing(Row::byHand));
        var satisfied = rows.stream()
                .filter(row -> row.newest() != null && row.newest().verdict() == InspectionVerdict.SATISFIED)
                .count();
        var machine = rows.stream().filter(row -> !row.byHand()).count();
        return new ServiceOnPage(service, rows, satisfied, machine, all.size());
    }

    private List<Criterion> criteria(String target) {
        var today = transitions.today();
        if (catalogues.target(target, today).isEmpty()) return List.of();
        return catalogues.criteria(catalogues.inForce(target, today).id(), target);
    }

    /// The JSON of what was seen, laid out for reading.
    static List<Fact> facts(InspectionRun run) {
        if (run.seen() == null) return List.of();
        var facts = new ArrayList<Fact>();
        try {
            for (var one : JSON.readTree(run.seen()).path("seen")) {
                var values = new LinkedHashMap<String, String>();
                for (var entry : one.properties()) values.put(entry.getKey(), text(entry.getValue()));
                var first = values.isEmpty() ? "" : values.keySet().iterator().next();
                var what = values.isEmpty() ? "" : values.remove(first);
                facts.add(new Fact(first, String.valueOf(what), values));
            }
        } catch (JacksonException _) {
            return List.of();
        }
        return facts;
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    static ResponseStatusException noSuchPage() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}

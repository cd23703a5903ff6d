package wariin.criteria.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import wariin.criteria.CatalogueVersion;
import wariin.criteria.Catalogues;
import wariin.criteria.Criterion;
import wariin.criteria.GapReport;
import wariin.criteria.Target;
import wariin.criteria.Transitions;

/// What services are assessed against, for everybody: targets, criteria with their sources, and what changes when.
@Controller
@RequestMapping("/criteria")
class CriteriaPages {

    private final Catalogues catalogues;
    private final Transitions transitions;

    CriteriaPages(Catalogues catalogues, Transitions transitions) {
        this.catalogues = catalogues;
        this.transitions = transitions;
    }

    record TargetLine(Target target, CatalogueVersion version, int criteria) {}

    record GroupOnPage(Criterion.Group group, List<CriterionOnPage> criteria) {}

    record CriterionOnPage(Criterion criterion, Map<String, List<Criterion.Mapping>> mappings) {}

    record GapOnPage(Target target, GapReport gap) {}

    @GetMapping
    String overview(Model model) {
        var today = transitions.today();
        var lines = new ArrayList<TargetLine>();
        for (var target : catalogues.targets(today)) {
            var version = catalogues.inForce(target.code(), today);
            lines.add(new TargetLine(
                    target,
                    version,
                    catalogues.criteria(version.id(), target.code()).size()));
        }
        model.addAttribute("lines", lines);
        model.addAttribute("announced", catalogues.announced(today));
        model.addAttribute("versions", published());
        model.addAttribute("today", today);
        return "criteria/overview";
    }

    @GetMapping("/{code:[a-z][a-z0-9-]*}")
    String target(@PathVariable String code, @RequestParam(required = false) @Nullable UUID version, Model model) {
        var today = transitions.today();
        CatalogueVersion shown;
        if (version != null) shown = published(version);
        else if (catalogues.target(code, today).isPresent()) shown = catalogues.inForce(code, today);
        else throw noSuchPage();
        var target = catalogues.targets(shown.id()).stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(CriteriaPages::noSuchPage);
        var criteria = catalogues.criteria(shown.id(), code);
        model.addAttribute("target", target);
        model.addAttribute("version", shown);
        model.addAttribute("groups", groups(criteria));
        model.addAttribute("count", criteria.size());
        model.addAttribute("sources", catalogues.sources(shown.id()));
        model.addAttribute("today", today);
        return "criteria/target";
    }

    @GetMapping("/gap")
    String gap(
            @RequestParam(required = false) @Nullable UUID from,
            @RequestParam(required = false) @Nullable UUID to,
            Model model) {
        var versions = published();
        model.addAttribute("versions", versions);
        if (versions.size() > 1) {
            var newest = newestWithOlder(versions);
            var newer = to == null ? newest : published(to);
            var older = from == null ? olderThan(newer, versions) : published(from);
            model.addAttribute("from", older);
            model.addAttribute("to", newer);
            model.addAttribute("gaps", gaps(older, newer));
        }
        return "criteria/gap";
    }

    /// The newest version of which there is an older one to compare with.
    private static CatalogueVersion newestWithOlder(List<CatalogueVersion> versions) {
        return versions.stream()
                .filter(version -> !olderThan(version, versions).equals(version))
                .findFirst()
                .orElse(versions.getFirst());
    }

    /// The version of the same catalogue before this one; itself if it is the first.
    private static CatalogueVersion olderThan(CatalogueVersion newer, List<CatalogueVersion> newestFirst) {
        return newestFirst.stream()
                .skip(newestFirst.indexOf(newer) + 1L)
                .filter(version -> version.catalogue().equals(newer.catalogue()))
                .findFirst()
                .orElse(newer);
    }

    /// The catalogue in the form in which other tools read it.
    @GetMapping("/files/{id}.json")
    ResponseEntity<byte[]> oscal(@PathVariable UUID id) {
        var version = published(id);
        var name = "criteria-" + version.version().replaceAll("[^A-Za-z0-9.-]", "-") + ".json";
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(catalogues.oscal(version.id()));
    }

    private List<GapOnPage> gaps(CatalogueVersion older, CatalogueVersion newer) {
        var targets = new LinkedHashMap<String, Target>();
        for (var target : catalogues.targets(newer.id())) targets.put(target.code(), target);
        for (var target : catalogues.targets(older.id())) targets.putIfAbsent(target.code(), target);
        var gaps = new ArrayList<GapOnPage>();
        for (var target : targets.values()) {
            var gap = catalogues.gap(older.id(), newer.id(), target.code());
            if (!gap.isEmpty() || gap.unchanged() > 0) gaps.add(new GapOnPage(target, gap));
        }
        return gaps;
    }

    /// Versions that have a day. Others are not public yet.
    private List<CatalogueVersion> published() {
        return catalogues.versions().stream()
                .filter(version -> version.inForceFrom() != null)
                .sorted(Comparator.comparing((CatalogueVersion version) -> String.valueOf(version.inForceFrom()))
                        .reversed())
                .toList();
    }

    private CatalogueVersion published(UUID id) {
        return catalogues
                .version(id)
                .filter(version -> version.inForceFrom() != null)
                .orElseThrow(CriteriaPages::noSuchPage);
    }

    private static List<GroupOnPage> groups(List<Criterion> criteria) {
        var groups = new LinkedHashMap<Criterion.Group, List<CriterionOnPage>>();
        for (var criterion : criteria) {
            groups.computeIfAbsent(criterion.group(), _ -> new ArrayList<>())
                    .add(new CriterionOnPage(criterion, bySource(criterion)));
        }
        return groups.entrySet().stream()
                .map(entry -> new GroupOnPage(entry.getKey(), entry.getValue()))
                .toList();
    }

    /// The mappings of a criterion, by standard.
    private static Map<String, List<Criterion.Mapping>> bySource(Criterion criterion) {
        var mappings = new LinkedHashMap<String, List<Criterion.Mapping>>();
        for (var mapping : new LinkedHashSet<>(criterion.mappings())) {
            mappings.computeIfAbsent(mapping.document(), _ -> new ArrayList<>()).add(mapping);
        }
        return mappings;
    }

    private static ResponseStatusException noSuchPage() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}

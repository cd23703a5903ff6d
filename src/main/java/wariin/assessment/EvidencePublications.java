package wariin.assessment;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import wariin.identity.OrganisationId;
import wariin.register.AssessmentSummary;
import wariin.register.AssessmentSummary.Outcome;
import wariin.register.AssessmentSummary.Result;
import wariin.register.ServiceId;
import wariin.register.ServiceRegister;
import wariin.site.Bilingual;
import wariin.vault.VaultFile;

/// Publishes what came out of an assessment: results, reasons, and of the evidence only what was marked public. The
/// public gets files by their publication, which names the bytes to show and nothing else; the originals have none.
@Service
public class EvidencePublications implements DecisionSummary {

    /// Evidence as the public sees it.
    ///
    /// @param text or a file
    public record Published(
            UUID id,
            String criterion,
            String title,
            @Nullable String text,
            @Nullable EvidenceFile file,
            LocalDate evidenceDate) {}

    private final AssessmentSheets.Sources sources;
    private final ItemCatalogue catalogue;
    private final EvidencePublicationRegister register;
    private final EvidenceUploads uploads;
    private final ServiceRegister services;
    private final Today today;

    EvidencePublications(
            AssessmentSheets.Sources sources,
            ItemCatalogue catalogue,
            EvidencePublicationRegister register,
            EvidenceUploads uploads,
            ServiceRegister services,
            Today today) {
        this.sources = sources;
        this.catalogue = catalogue;
        this.register = register;
        this.uploads = uploads;
        this.services = services;
        this.today = today;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void publish(Case item, String actor) {
        var service = item.service();
        if (service == null) return;
        var judged = results(item);
        if (judged.isEmpty()) return; // nothing was assessed, so what was published before stays
        var version = catalogue.version(item);
        var results = new LinkedHashMap<String, Result>();
        if (item.kind() != CaseKind.NEW && item.kind() != CaseKind.RENEWAL) {
            services.summary(service)
                    .ifPresent(before -> before.results().forEach(result -> results.put(result.criterion(), result)));
        }
        judged.forEach(result -> results.put(result.criterion(), result));
        var summary = new AssessmentSummary(
                version, catalogue.name(version), today.day(today.now()), List.copyOf(results.values()));
        services.summarise(service, summary, actor);
    }

    private List<Result> results(Case item) {
        var judgements = sources.items().judgements(item.id());
        var findings = sources.findings().of(item.id());
        var links = sources.evidence().links(item.id()).stream()
                .filter(link -> !link.superseded())
                .collect(Collectors.groupingBy(EvidenceLink::criterion));
        var machine = sources.machines().newest(AssessmentSheets.subjects(item), today.now()).stream()
                .collect(Collectors.groupingBy(MachineResult::criterion));
        var results = new ArrayList<Result>();
        for (var criterion : catalogue.criteria(item)) {
            var judgement = judgements.get(criterion.id());
            if (judgement == null || judgement.result() == ItemResult.OPEN) continue;
            var open = findings.stream()
                    .anyMatch(finding -> finding.open() && finding.criterion().equals(criterion.id()));
            var shown = new ArrayList<String>();
            for (var link : links.getOrDefault(criterion.id(), List.of())) {
                publish(item, link).ifPresent(published -> shown.add(name(published)));
            }
            for (var result : machine.getOrDefault(criterion.id(), List.of())) shown.add(name(result));
            var note = judgement.publicNote();
            var reason = note.isBlank() ? null : Bilingual.of(note, note);
            results.add(new Result(criterion.id(), outcome(judgement.result(), open), reason, shown));
        }
        return results;
    }

    private static Outcome outcome(ItemResult result, boolean openFinding) {
        return switch (result) {
            case MET -> openFinding ? Outcome.MET_WITH_FINDING : Outcome.MET;
            case NOT_MET, OPEN -> Outcome.NOT_MET;
            case NOT_APPLICABLE -> Outcome.NOT_APPLICABLE;
        };
    }

    /// The title of secret evidence may itself be a secret: what stands in its place has its own.
    private Optional<Published> publish(Case item, EvidenceLink link) {
        var mark = link.disclosure();
        var evidence = link.item();
        var file = switch (mark.shown()) {
            case SECRET, TEXT -> null;
            case FILE -> mark.file();
            case ORIGINAL ->
                evidence.publishable() && evidence.kind() == EvidenceItem.Kind.FILE ? evidence.file() : null;
        };
        var title = switch (mark.shown()) {
            case SECRET -> null;
            case TEXT -> mark.text();
            case FILE -> file == null ? null : file.name();
            case ORIGINAL -> evidence.publishable() ? evidence.title() : null;
        };
        if (title == null) return Optional.empty();
        var published = new Published(
                UUID.randomUUID(), link.criterion(), cut(title), mark.text(), file, evidence.evidenceDate());
        register.add(item, evidence.id(), published, today.now());
        return Optional.of(published);
    }

    private static String name(Published published) {
        return published.title() + " (" + published.evidenceDate() + ")";
    }

    private String name(MachineResult result) {
        var verdict = switch (result.verdict()) {
            case PASS -> "合格 / passed";
            case FAIL -> "不合格 / failed";
            case UNKNOWN -> "判定不能 / could not tell";
        };
        var day = today.day(result.at());
        return "機械検査 / machine check " + result.check() + ": " + verdict + " (" + day + ")";
    }

    private static String cut(String text) {
        var line = EvidenceDetails.oneLine(text);
        return line.codePointCount(0, line.length()) <= 200
                ? line
                : line.substring(0, line.offsetByCodePoints(0, 199)) + "…";
    }

    /// What the public may see of the evidence of a published service; nothing before it is published.
    public List<Published> of(ServiceId service) {
        return services.published().service(service).isEmpty() ? List.of() : register.of(service);
    }

    /// A published file.
    public Optional<EvidenceContent> open(UUID publication) {
        return register.find(publication)
                .filter(found -> services.published().service(found.service()).isPresent())
                .map(found -> new EvidenceContent(found.file(), () -> open(found.owner(), found.file())));
    }

    private VaultFile open(OrganisationId owner, EvidenceFile file) throws IOException {
        return uploads.open(owner, file);
    }

    /// Names of criteria, for a page.
    public Map<String, Bilingual> titles(ServiceId service) {
        var summary = services.summary(service);
        var state = services.published().service(service);
        if (summary.isEmpty() || state.isEmpty()) return Map.of();
        return catalogue
                .criteria(summary.get().catalogue(), state.get().description().target())
                .stream()
                .collect(Collectors.toMap(criterion -> criterion.id(), criterion -> criterion.title()));
    }
}

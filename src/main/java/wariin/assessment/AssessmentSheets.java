package wariin.assessment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import wariin.assessment.AssessmentSheet.Detail;
import wariin.assessment.AssessmentSheet.Registration;
import wariin.assessment.AssessmentSheet.Row;
import wariin.assessment.AssessmentSheet.Shown;
import wariin.identity.Accounts;
import wariin.identity.CurrentUser;
import wariin.identity.UserId;

/// Puts the sheet of a case together: a handful of queries, however many criteria and files there are.
@Service
public class AssessmentSheets {

    private static final int MACHINE_HISTORY = 50;

    /// Where the parts of a sheet are kept.
    @Component
    record Sources(
            ItemRegister items,
            EvidenceRegister evidence,
            EvidenceMachineRegister machines,
            FindingRegister findings,
            EvidenceRequestRegister requests) {}

    private final EvidenceDesk desk;
    private final AssessmentItems items;
    private final ItemCatalogue catalogue;
    private final Sources sources;
    private final Accounts accounts;
    private final EvidenceRegistrations registrations;

    AssessmentSheets(
            EvidenceDesk desk,
            AssessmentItems items,
            ItemCatalogue catalogue,
            Sources sources,
            Accounts accounts,
            EvidenceRegistrations registrations) {
        this.desk = desk;
        this.items = items;
        this.catalogue = catalogue;
        this.sources = sources;
        this.accounts = accounts;
        this.registrations = registrations;
    }

    /// The sheet, if this person may read it; the notes of assessors are left out for the applicant.
    public Optional<AssessmentSheet> of(CurrentUser me, CaseId id) {
        return desk.read(me, id).map(this::of);
    }

    AssessmentSheet of(CaseView view) {
        var item = view.item();
        var day = desk.day(item);
        var links = by(sources.evidence().links(item.id()), EvidenceLink::criterion);
        var machine = by(
                sources.machines().newest(subjects(item), AssessmentSheet.until(view, desk.now())),
                MachineResult::criterion);
        var findings = by(sources.findings().of(item.id()), Finding::criterion);
        var requests = by(sources.requests().of(item.id()), EvidenceRequest::criterion);
        var rows = new ArrayList<Row>();
        for (var one : items.of(item)) {
            var criterion = one.criterion().id();
            var beside = links.getOrDefault(criterion, List.of());
            var maxAge = one.criterion().evidenceMaxAge();
            rows.add(new Row(
                    view.deliberation() ? one : withoutNote(one),
                    beside.stream()
                            .filter(link -> !link.superseded())
                            .map(link -> new Shown(link, EvidenceAge.of(link.item(), maxAge, day)))
                            .toList(),
                    beside.stream().filter(EvidenceLink::superseded).toList(),
                    machine.getOrDefault(criterion, List.of()),
                    findings.getOrDefault(criterion, List.of()),
                    requests.getOrDefault(criterion, List.of())));
        }
        var progress = AssessmentItems.progress(rows.stream().map(Row::item).toList());
        return new AssessmentSheet(view, day, catalogue.name(catalogue.version(item)), progress, rows);
    }

    /// Everything about one criterion of a sheet.
    public Optional<Detail> detail(AssessmentSheet sheet, String criterion) {
        return sheet.rows().stream()
                .filter(row -> row.id().equals(criterion))
                .findFirst()
                .map(row -> detail(sheet, row));
    }

    private Detail detail(AssessmentSheet sheet, Row row) {
        var item = sheet.view().item();
        var declarations = sources.items().allDeclarations(item.id()).stream()
                .filter(declaration -> declaration.criterion().equals(row.id()))
                .toList();
        var judgements = sources.items().allJudgements(item.id()).stream()
                .filter(judgement -> judgement.criterion().equals(row.id()))
                .map(judgement -> sheet.view().deliberation() ? judgement : withoutNote(judgement))
                .toList();
        var machine = row.machine().isEmpty()
                ? List.<MachineResult>of()
                : sources.machines().history(subjects(item), row.id(), MACHINE_HISTORY);
        var acts = row.findings().isEmpty()
                ? List.<FindingAct>of()
                : sources.findings().acts(item.id()).stream()
                        .filter(act -> row.findings().stream()
                                .anyMatch(finding -> finding.id().equals(act.finding())))
                        .toList();
        var names = names(sheet.view(), row, declarations, judgements, acts);
        return new Detail(row, declarations, judgements, machine, acts, names, others(sheet, row), registered(sheet));
    }

    private List<Registration> registered(AssessmentSheet sheet) {
        if (!sheet.view().may(CaseAct.ATTACH_EVIDENCE)) return List.of();
        var own = sheet.view().item().service();
        return registrations.all(desk.today()).stream()
                .filter(found -> !found.service().equals(own))
                .map(found -> new Registration(found.service().toString(), found.title()))
                .toList();
    }

    private static List<EvidenceItem> others(AssessmentSheet sheet, Row row) {
        var others = new LinkedHashMap<EvidenceId, EvidenceItem>();
        for (var other : sheet.rows()) {
            for (var shown : other.evidence()) {
                var item = shown.link().item();
                if (item.kind() == EvidenceItem.Kind.FILE) others.put(item.id(), item);
            }
        }
        row.evidence().forEach(shown -> others.remove(shown.link().item().id()));
        return List.copyOf(others.values());
    }

    /// The applicant sees own people by name, and of the others that they are assessors.
    private Map<String, String> names(
            CaseView view,
            Row row,
            List<ItemDeclaration> declarations,
            List<ItemJudgement> judgements,
            List<FindingAct> acts) {
        var ids = Stream.of(
                        declarations.stream().map(ItemDeclaration::by),
                        view.deliberation() ? judgements.stream().map(ItemJudgement::by) : Stream.<String>empty(),
                        acts.stream()
                                .filter(act -> view.deliberation() || act.kind() == FindingAct.Kind.CORRECTED)
                                .map(FindingAct::by),
                        row.evidence().stream().map(shown -> shown.link().item().uploadedBy()),
                        row.older().stream().map(link -> link.item().uploadedBy()))
                .flatMap(all -> all)
                .distinct()
                .toList();
        var names = new HashMap<String, String>();
        for (var id : ids) {
            if (!id.matches("[0-9a-f-]{36}")) continue;
            accounts.findUser(UserId.of(id)).ifPresent(user -> names.put(id, user.name()));
        }
        return Map.copyOf(names);
    }

    static List<UUID> subjects(Case item) {
        var service = item.service();
        return service == null ? List.of(item.id().value()) : List.of(item.id().value(), service.value());
    }

    private static AssessmentItem withoutNote(AssessmentItem item) {
        var judgement = item.judgement();
        return judgement == null
                ? item
                : new AssessmentItem(item.criterion(), item.declaration(), withoutNote(judgement));
    }

    private static ItemJudgement withoutNote(ItemJudgement judgement) {
        return new ItemJudgement(
                judgement.criterion(),
                judgement.number(),
                judgement.result(),
                "",
                judgement.publicNote(),
                judgement.methods(),
                judgement.at(),
                "");
    }

    private static <T> Map<String, List<T>> by(List<T> all, Function<T, String> criterion) {
        return all.stream().collect(Collectors.groupingBy(criterion));
    }
}

package wariin.assessment;

import static wariin.assessment.EvidenceDesk.refused;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import wariin.assessment.EvidenceItem.Kind;
import wariin.assessment.EvidenceOutcome.Done;
import wariin.identity.CurrentUser;
import wariin.register.ServiceId;

/// Evidence of the criteria of cases: files in the vault, other registrations, and what machines saw. The numbered
/// steps are those of docs/flows/evidence.md.
@Service
public class Evidence {

    private final EvidenceDesk desk;
    private final EvidenceRegister register;
    private final EvidenceUploads uploads;
    private final EvidenceMachines machines;
    private final ItemCatalogue catalogue;
    private final EvidenceRegistrations registrations;

    Evidence(
            EvidenceDesk desk,
            EvidenceRegister register,
            EvidenceUploads uploads,
            EvidenceMachines machines,
            ItemCatalogue catalogue,
            EvidenceRegistrations registrations) {
        this.desk = desk;
        this.register = register;
        this.uploads = uploads;
        this.machines = machines;
        this.catalogue = catalogue;
        this.registrations = registrations;
    }

    /// Attaches a file to criteria of a case. A file that the case has already is not kept twice: it is only shown
    /// beside these criteria too.
    public EvidenceOutcome attach(CurrentUser me, CaseId id, EvidenceDetails details, String fileName, InputStream in)
            throws IOException {
        return attach(me, id, CaseAct.ATTACH_EVIDENCE, details, null, fileName, in);
    }

    /// Puts a newer version in the place of evidence, beside every criterion where it is shown; the older one stays
    /// in the history. Criteria and place are those of the older one.
    public EvidenceOutcome supersede(
            CurrentUser me, CaseId id, EvidenceId older, EvidenceDetails details, String fileName, InputStream in)
            throws IOException {
        return attach(me, id, CaseAct.ATTACH_EVIDENCE, details, older, fileName, in);
    }

    EvidenceOutcome attach(
            CurrentUser me,
            CaseId id,
            CaseAct act,
            EvidenceDetails details,
            @Nullable EvidenceId older,
            String fileName,
            InputStream in)
            throws IOException {
        // 1. Decide what can be decided without the file.
        var view = desk.read(me, id).orElse(null);
        if (view == null) return new EvidenceOutcome.Unknown();
        var early = problem(view, act, details, older);
        if (early.isPresent()) return early.get();

        // 2. The file, outside of any transaction.
        var owner = view.item().applicant();
        var taken = uploads.take(owner, fileName, in);
        if (taken instanceof EvidenceUploads.Taken.Refused(var reason)) return refused(reason);
        var file = ((EvidenceUploads.Taken.Kept) taken).file();

        // 3. Write, if that may still be done; a file that is not counted on goes back.
        var kept = new boolean[1];
        try {
            return desk.act(
                    me,
                    id,
                    act,
                    now -> problem(now, act, details, older).orElseGet(() -> {
                        var same = older == null ? register.holding(id, file.sha256()) : Optional.<EvidenceId>empty();
                        kept[0] = same.isEmpty();
                        return same.isPresent()
                                ? linked(me, id, same.get(), details)
                                : added(me, now, item(me, file, details, older), details);
                    }));
        } catch (RuntimeException broken) {
            kept[0] = false;
            throw broken;
        } finally {
            if (!kept[0]) uploads.giveBack(owner, file);
        }
    }

    /// Shows evidence that the case has beside further criteria.
    public EvidenceOutcome link(CurrentUser me, CaseId id, EvidenceId evidence, String criterion, String place) {
        return desk.act(me, id, CaseAct.ATTACH_EVIDENCE, view -> {
            if (catalogue.find(view.item(), criterion).isEmpty()) return refused(EvidenceRefusal.UNKNOWN_CRITERION);
            var found = register.links(id, evidence);
            if (found.isEmpty()) return new EvidenceOutcome.Unknown();
            if (register.superseded(id, evidence)) return refused(EvidenceRefusal.SUPERSEDED_ALREADY);
            if (place.length() > EvidenceDetails.LONGEST_PLACE) return refused(EvidenceRefusal.TEXT_TOO_LONG);
            return linked(me, id, evidence, criterion, EvidenceDetails.oneLine(place));
        });
    }

    /// Relies on the registration of another service: what was proved there need not be proved again.
    public EvidenceOutcome relyOn(CurrentUser me, CaseId id, String criterion, ServiceId service, String place) {
        return desk.act(me, id, CaseAct.ATTACH_EVIDENCE, view -> {
            if (catalogue.find(view.item(), criterion).isEmpty()) return refused(EvidenceRefusal.UNKNOWN_CRITERION);
            if (service.equals(view.item().service())) return refused(EvidenceRefusal.NOT_REGISTERED);
            var found = registrations.find(service, desk.today());
            if (found.isEmpty()) return refused(EvidenceRefusal.NOT_REGISTERED);
            var registration = found.get();
            var details = new EvidenceDetails(
                    List.of(criterion), registration.title(), place, desk.today(), registration.validUntil(), true);
            var item = new EvidenceItem(
                    new EvidenceId(UUID.randomUUID()),
                    Kind.REGISTRATION,
                    registration.title(),
                    EvidenceFile.NONE,
                    service,
                    desk.today(),
                    registration.validUntil(),
                    true,
                    desk.now(),
                    me.getName(),
                    null);
            return added(me, view, item, details);
        });
    }

    /// Keeps what a check saw; a repeated call with the same time changes nothing. The result is shown beside the
    /// criterion in every case about the service.
    public void attachMachineResult(
            ServiceId service, String criterion, String check, MachineResult.Verdict verdict, String seen, Instant at) {
        machines.add(service.value(), criterion, check, verdict, seen, at);
    }

    /// The same for a case whose service is not registered yet.
    public void attachMachineResult(
            CaseId id, String criterion, String check, MachineResult.Verdict verdict, String seen, Instant at) {
        machines.add(id.value(), criterion, check, verdict, seen, at);
    }

    /// Opens a file of a case for somebody who may read its evidence.
    public Optional<EvidenceContent> open(CurrentUser me, CaseId id, EvidenceId evidence) {
        return content(me, id, evidence, link -> Optional.of(link.item().file()));
    }

    /// Opens the public version of evidence, if there is one, for somebody who may read the case.
    public Optional<EvidenceContent> openPublicVersion(
            CurrentUser me, CaseId id, EvidenceId evidence, String criterion) {
        return content(
                me,
                id,
                evidence,
                link -> link.criterion().equals(criterion)
                        ? Optional.ofNullable(link.disclosure().file())
                        : Optional.empty());
    }

    private Optional<EvidenceContent> content(
            CurrentUser me, CaseId id, EvidenceId evidence, Function<EvidenceLink, Optional<EvidenceFile>> which) {
        var view = desk.read(me, id);
        if (view.isEmpty()) return Optional.empty();
        return register.links(id, evidence).stream()
                .flatMap(link -> which.apply(link).stream())
                .filter(file -> !file.sha256().isEmpty())
                .findFirst()
                .map(file -> new EvidenceContent(
                        file, () -> uploads.open(view.get().item().applicant(), file)));
    }

    private Optional<EvidenceOutcome> problem(
            CaseView view, CaseAct act, EvidenceDetails details, @Nullable EvidenceId older) {
        if (!view.may(act)) return Optional.of(refused(EvidenceRefusal.NOT_ALLOWED));
        var problem = details.problem(desk.today());
        if (problem != null) return Optional.of(refused(problem));
        for (var criterion : details.criteria()) {
            if (catalogue.find(view.item(), criterion).isEmpty()) {
                return Optional.of(refused(EvidenceRefusal.UNKNOWN_CRITERION));
            }
        }
        if (older == null) return Optional.empty();
        var id = view.item().id();
        if (register.links(id, older).isEmpty()) return Optional.of(new EvidenceOutcome.Unknown());
        return register.superseded(id, older)
                ? Optional.of(refused(EvidenceRefusal.SUPERSEDED_ALREADY))
                : Optional.empty();
    }

    private EvidenceItem item(CurrentUser me, EvidenceFile file, EvidenceDetails details, @Nullable EvidenceId older) {
        var date = details.evidenceDate();
        if (date == null) throw new IllegalStateException("Evidence without a date was let through");
        return new EvidenceItem(
                new EvidenceId(UUID.randomUUID()),
                Kind.FILE,
                details.title().isEmpty() ? file.name() : details.title(),
                file,
                null,
                date,
                details.validUntil(),
                details.publishable(),
                desk.now(),
                me.getName(),
                older);
    }

    private EvidenceOutcome added(CurrentUser me, CaseView view, EvidenceItem item, EvidenceDetails details) {
        var id = view.item().id();
        register.add(id, view.item().applicant(), item);
        var criteria = new ArrayList<>(details.criteria());
        var places = new java.util.HashMap<String, String>();
        if (item.supersedes() != null) {
            for (var link : register.links(id, item.supersedes())) {
                if (!criteria.contains(link.criterion())) criteria.add(link.criterion());
                places.put(link.criterion(), link.place());
            }
        }
        for (var criterion : criteria) {
            var place = details.place().isEmpty() ? places.getOrDefault(criterion, "") : details.place();
            register.link(id, criterion, item.id(), place, me.getName(), desk.now());
        }
        var facts = new java.util.HashMap<>(Map.of(
                "evidence", item.id().toString(),
                "criteria", String.join(",", criteria),
                "sha256", item.file().sha256(),
                "kind", item.kind().name()));
        if (item.supersedes() != null) facts.put("supersedes", item.supersedes().toString());
        desk.record(item.supersedes() == null ? "evidence-attached" : "evidence-superseded", id, me.getName(), facts);
        return new Done(item.id().toString());
    }

    private EvidenceOutcome linked(CurrentUser me, CaseId id, EvidenceId evidence, EvidenceDetails details) {
        for (var criterion : details.criteria()) linked(me, id, evidence, criterion, details.place());
        return new Done(evidence.toString());
    }

    private EvidenceOutcome linked(CurrentUser me, CaseId id, EvidenceId evidence, String criterion, String place) {
        if (register.link(id, criterion, evidence, place, me.getName(), desk.now())) {
            var facts = Map.of("evidence", evidence.toString(), "criteria", criterion);
            desk.record("evidence-linked", id, me.getName(), facts);
        }
        return new Done(evidence.toString());
    }
}

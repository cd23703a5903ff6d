package wariin.assessment;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import wariin.identity.CurrentUser;
import wariin.site.Bilingual;

/// What intake ticks off, what assessors saw on the spot, and what the lead reports.
@Service
public class Reports {

    /// What the lead writes.
    public record Writing(Report.Recommendation recommendation, String summaryJa, String summaryEn, String body) {}

    private static final int LONGEST_BODY = 40_000;
    private static final int LONGEST_NOTES = 8_000;

    private final FieldworkRegister fieldwork;
    private final ReportRegister reports;
    private final CaseConditions conditions;
    private final CaseSteps steps;
    private final Today today;

    Reports(
            FieldworkRegister fieldwork,
            ReportRegister reports,
            CaseConditions conditions,
            CaseSteps steps,
            Today today) {
        this.fieldwork = fieldwork;
        this.reports = reports;
        this.conditions = conditions;
        this.steps = steps;
        this.today = today;
    }

    /// The checklist of this submission. Who may read it, the caller asks {@link CaseView#deliberation}.
    public List<Checklist.Tick> ticks(Case item) {
        return fieldwork.ticks(item.id(), item.submissions());
    }

    public List<Visit> visits(Case item) {
        return fieldwork.visits(item.id());
    }

    /// All reports, the newest first; for the people of the scheme.
    public List<Report> of(Case item) {
        return reports.of(item.id());
    }

    @Transactional
    public CaseOutcome tick(CurrentUser me, CaseId id, Checklist.Tick tick) {
        return steps.take(
                me,
                id,
                CaseAct.TICK,
                item -> {
                    if (!Checklist.of(item.kind()).contains(tick.item())) return Optional.of(CaseRefusal.NOT_NOW);
                    return tick.note().length() > Cases.LONGEST_NOTE
                            ? Optional.of(CaseRefusal.TEXT_TOO_LONG)
                            : Optional.empty();
                },
                (item, now) -> {
                    fieldwork.tick(item, tick, me.user().id(), now);
                    return Map.of("item", tick.item(), "fine", tick.fine() ? "yes" : "no");
                });
    }

    @Transactional
    public CaseOutcome recordVisit(
            CurrentUser me, CaseId id, LocalDate on, String place, String participants, String notes) {
        return steps.take(
                me,
                id,
                CaseAct.RECORD_VISIT,
                item -> {
                    if (on.isAfter(today.date())
                            || on.isBefore(today.day(item.openedAt()).minusYears(1))) {
                        return Optional.of(CaseRefusal.DATE_WRONG);
                    }
                    if (place.isBlank() || participants.isBlank()) return Optional.of(CaseRefusal.REASON_MISSING);
                    return place.length() > 300 || participants.length() > 1000 || notes.length() > LONGEST_NOTES
                            ? Optional.of(CaseRefusal.TEXT_TOO_LONG)
                            : Optional.empty();
                },
                (_, now) -> {
                    var by = me.user().id();
                    fieldwork.add(id, new Visit(on, place.strip(), participants.strip(), notes.strip(), by, now));
                    return Map.of("on", on.toString());
                });
    }

    @Transactional
    public CaseOutcome write(CurrentUser me, CaseId id, Writing writing) {
        return steps.take(me, id, CaseAct.WRITE_REPORT, _ -> fault(writing), (_, now) -> {
            var all = reports.of(id);
            var draft = all.stream().filter(report -> !report.frozen()).findFirst();
            var number = draft.map(Report::number).orElse(all.size() + 1);
            reports.write(
                    id,
                    new Report(
                            draft.map(Report::id).orElseGet(UUID::randomUUID),
                            number,
                            writing.recommendation(),
                            new Bilingual(writing.summaryJa(), writing.summaryEn()),
                            writing.body().strip(),
                            me.user().id(),
                            now,
                            null,
                            null,
                            null,
                            null));
            return Map.of("report", String.valueOf(number));
        });
    }

    private static Optional<CaseRefusal> fault(Writing writing) {
        if (writing.summaryEn().isBlank() || writing.body().isBlank()) return Optional.of(CaseRefusal.REASON_MISSING);
        var tooLong = writing.summaryEn().length() > Cases.LONGEST_NOTE
                || writing.summaryJa().length() > Cases.LONGEST_NOTE
                || writing.body().length() > LONGEST_BODY;
        return tooLong ? Optional.of(CaseRefusal.TEXT_TOO_LONG) : Optional.empty();
    }

    /// From here on the report stays as it is; the deciders decide on exactly this text.
    @Transactional
    public CaseOutcome freeze(CurrentUser me, CaseId id) {
        return steps.take(me, id, CaseAct.FREEZE_REPORT, conditions::reported, (item, now) -> {
            var draft = reports.draft(id).orElseThrow();
            var text = DecisionText.report(item, draft, now);
            var hash = DecisionText.sha256(text);
            reports.freeze(draft.id(), text, hash, now);
            return Map.of("report", String.valueOf(draft.number()), "sha256", DecisionText.hex(hash));
        });
    }
}

package wariin.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.springframework.stereotype.Component;
import wariin.assessment.Application;
import wariin.assessment.Applications;
import wariin.assessment.Appointments;
import wariin.assessment.AssessmentItem;
import wariin.assessment.AssessmentItems;
import wariin.assessment.Case;
import wariin.assessment.CaseActor;
import wariin.assessment.CaseId;
import wariin.assessment.CaseOutcome;
import wariin.assessment.Cases;
import wariin.assessment.Checklist;
import wariin.assessment.Decisions;
import wariin.assessment.Evidence;
import wariin.assessment.EvidenceDetails;
import wariin.assessment.EvidenceOutcome;
import wariin.assessment.ItemJudgement;
import wariin.assessment.ItemResult;
import wariin.assessment.Report;
import wariin.assessment.Reports;
import wariin.demo.SamplePeople.SamplePerson;
import wariin.demo.SampleScheme.Team;
import wariin.identity.Consent;

/// Walks sample cases through the assessment as people would, each act by whoever may do it, in the order of
/// docs/flows/assessment.md.
@Component
class SampleCases {

    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    private final Applications applications;
    private final Cases cases;
    private final Desk desk;
    private final Decisions decisions;
    private final SamplePeople people;
    private final Clock clock;

    /// What assessors and applicants work with.
    @Component
    record Desk(Appointments appointments, AssessmentItems items, Evidence evidence, Reports reports) {}

    SampleCases(
            Applications applications, Cases cases, Desk desk, Decisions decisions, SamplePeople people, Clock clock) {
        this.applications = applications;
        this.cases = cases;
        this.desk = desk;
        this.decisions = decisions;
        this.people = people;
        this.clock = clock;
    }

    /// Applied for, with a declaration and evidence for the criteria, and submitted.
    CaseId submitted(SamplePerson applicant, Application application) {
        var me = applicant.user();
        var id = done(applications.apply(me, application.stating(true), null)).id();
        var items = desk.items().of(cases.open(id, me).orElseThrow().item());
        for (var item : items) {
            kept(desk.items().declare(me, id, item.criterion().id(), true, "運用規程に定め、実施しています(見本)。", "運用規程 (見本) 1"));
        }
        attach(applicant, id, items);
        done(applications.submit(me, id));
        return id;
    }

    /// From the intake to the public register.
    Case published(Team team, CaseId id, List<String> visited) {
        reviewed(team, id);
        judged(team, id);
        var lead = team.lead().user();
        done(cases.finishReview(lead, id));
        done(desk.reports().recordVisit(lead, id, today(), visited.get(0), visited.get(1), "すべての項目を確認しました(見本)。"));
        done(cases.finishVisit(lead, id));
        var writing = new Reports.Writing(
                Report.Recommendation.APPROVE,
                "審査項目に適合していると認めます(見本)。",
                "The service meets the criteria (sample).",
                "見本の審査報告書です。 / A sample report.");
        done(desk.reports().write(lead, id, writing));
        done(desk.reports().freeze(lead, id));
        vote(team.first(), id);
        vote(team.second(), id);
        return done(decisions.publish(team.publisher().user(), id, null));
    }

    /// Accepted, complete, everybody appointed and without a conflict of interest.
    void reviewed(Team team, CaseId id) {
        var intake = team.intake().user();
        var item = done(cases.accept(intake, id));
        for (var line : Checklist.of(item.kind())) {
            done(desk.reports().tick(intake, id, new Checklist.Tick(line, true, "")));
        }
        appoint(team, id, team.lead(), CaseActor.LEAD);
        appoint(team, id, team.assessor(), CaseActor.ASSESSOR);
        appoint(team, id, team.first(), CaseActor.DECIDER);
        appoint(team, id, team.second(), CaseActor.DECIDER);
        done(cases.findComplete(intake, id));
    }

    private void appoint(Team team, CaseId id, SamplePerson person, CaseActor role) {
        var user = person.user().user().id();
        done(desk.appointments().appoint(team.intake().user(), id, user, role));
        done(desk.appointments().declare(person.user(), id, false, ""));
    }

    private void judged(Team team, CaseId id) {
        var me = team.assessor().user();
        for (var item : desk.items().of(cases.open(id, me).orElseThrow().item())) {
            var judgement = new ItemJudgement(
                    item.criterion().id(),
                    0,
                    ItemResult.MET,
                    "文書と運用を確認しました(見本)。",
                    "",
                    List.copyOf(item.criterion().methods()),
                    clock.instant(),
                    "");
            kept(desk.items().judge(me, id, judgement, 0));
        }
    }

    /// Two documents that speak of all criteria; one of them may be shown to everybody.
    private void attach(SamplePerson applicant, CaseId id, List<AssessmentItem> items) {
        var criteria = items.stream().map(item -> item.criterion().id()).toList();
        var half = (criteria.size() + 1) / 2;
        attach(applicant, id, criteria.subList(0, half), "運用規程 (見本)", "practice-statement-sample.txt", true);
        attach(applicant, id, criteria.subList(half, criteria.size()), "運用記録 (見本)", "records-sample.txt", false);
    }

    private void attach(
            SamplePerson applicant, CaseId id, List<String> criteria, String title, String file, boolean publishable) {
        var text = "見本です。実在の事業者の文書ではありません。\nSample; not the document of any real provider.\n"
                + applicant.user().organisation().name() + "\n" + title + "\n" + String.join("\n", criteria) + "\n";
        var details = new EvidenceDetails(criteria, title, "全体", today(), null, publishable);
        var content = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        try {
            kept(desk.evidence().attach(applicant.user(), id, details, file, content));
        } catch (IOException broken) {
            throw new UncheckedIOException("The sample evidence could not be kept", broken);
        }
    }

    private void vote(SamplePerson decider, CaseId id) {
        var ballot = decisions.ballot(decider.user(), id, true, "").orElseThrow();
        var options = java.util.Objects.requireNonNull(ballot.passkeyOptions(), "The decider has no passkey");
        var assertion = decider.passkey().authenticate(options, people.origin());
        done(decisions.vote(decider.user(), id, true, "", new Consent.Passkey(assertion)));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), JAPAN);
    }

    static Case done(CaseOutcome outcome) {
        if (outcome instanceof CaseOutcome.Done(var item)) return item;
        throw new IllegalStateException("A sample case did not move on: " + outcome);
    }

    private static void kept(EvidenceOutcome outcome) {
        if (!(outcome instanceof EvidenceOutcome.Done)) {
            throw new IllegalStateException("A sample case could not be filled: " + outcome);
        }
    }
}

package wariin.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static wariin.assessment.CaseWalk.done;
import static wariin.assessment.CaseWalk.refused;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import wariin.database.DatabaseTest;
import wariin.register.Reason;
import wariin.register.RegistrationStatus;
import wariin.register.ServiceId;
import wariin.register.ServiceRegister;

/// The life of a registration after the first day.
@DatabaseTest
@Import(CaseWalk.class)
class SurveillanceTests {

    @Autowired
    CaseWalk walk;

    @Autowired
    CaseRegister cases;

    @Autowired
    ServiceRegister register;

    @Autowired
    SurveillanceCalendar calendar;

    @Test
    void opensTheYearlySurveillanceOnceAndRemindsOfTheRenewalOnce() {
        var team = walk.team();
        var service = walk.published(team).service();
        var today = LocalDate.now(walk.clock());

        calendar.look(today.plusMonths(11));
        assertThat(surveillances(service)).isZero();
        calendar.look(today.plusMonths(12).plusDays(1));
        calendar.look(today.plusMonths(12).plusDays(1));
        calendar.look(today.plusMonths(13));
        assertThat(surveillances(service)).isEqualTo(1);
        assertThat(walk.subjects(team.applicant()))
                .filteredOn(subject -> subject.startsWith("Opened: Yearly"))
                .hasSize(1);

        calendar.look(today.plusMonths(19));
        calendar.look(today.plusMonths(19));
        assertThat(walk.subjects(team.applicant()))
                .filteredOn(subject -> subject.startsWith("Renewal may"))
                .hasSize(1);
        assertThat(walk.subjects(team.watch())).anyMatch(subject -> subject.startsWith("Overdue:"));

        // It runs its own, shorter way, and ends by one who did not assess.
        var item = cases.ofService(service).stream()
                .filter(one -> one.kind() == CaseKind.SURVEILLANCE)
                .findFirst()
                .orElseThrow();
        var watch = team.watch().user();
        var lead = team.lead().user();
        assertThat(refused(walk.appointments()
                        .appoint(team.intake().user(), item.id(), lead.user().id(), CaseActor.LEAD)))
                .isEqualTo(CaseRefusal.NOT_YOURS);
        walk.appoint(watch, item.id(), team.lead(), CaseActor.LEAD);
        walk.appoint(watch, item.id(), team.assessor(), CaseActor.ASSESSOR);
        walk.judgeAll(team, item.id());
        done(walk.cases().finishReview(lead, item.id()));
        done(walk.reports().recordVisit(lead, item.id(), today, "Here", "Us", ""));
        done(walk.cases().finishVisit(lead, item.id()));
        walk.report(team, item.id(), Report.Recommendation.APPROVE);
        assertThat(done(walk.cases().close(watch, item.id(), "It goes on.")).stage())
                .isEqualTo(Stage.CLOSED);
        assertThat(register.history(service)).hasSize(1);
    }

    private long surveillances(ServiceId service) {
        return cases.ofService(service).stream()
                .filter(item -> item.kind() == CaseKind.SURVEILLANCE)
                .count();
    }

    @Test
    void suspendsReinstatesAndWithdrawsByTwo() {
        var team = walk.team();
        var service = walk.published(team).service();
        var watch = team.watch().user();

        assertThat(walk.applications().raise(team.intake().user(), CaseKind.SUSPENSION, service, Reason.INCIDENT, "x"))
                .isInstanceOf(CaseOutcome.Unknown.class);
        assertThat(refused(walk.applications().raise(watch, CaseKind.SUSPENSION, service, null, "x")))
                .isEqualTo(CaseRefusal.GROUND_MISSING);
        assertThat(refused(walk.applications().begin(team.applicant().user(), CaseKind.REINSTATEMENT, service)))
                .isEqualTo(CaseRefusal.SERVICE_STATE);
        var suspension = done(walk.applications()
                .raise(watch, CaseKind.SUSPENSION, service, Reason.KEY_COMPROMISE, "The key was seen elsewhere."));
        assertThat(refused(walk.applications().raise(watch, CaseKind.SUSPENSION, service, Reason.INCIDENT, "again")))
                .isEqualTo(CaseRefusal.CASE_RUNNING);
        decide(team, suspension.id(), team.watch());
        assertThat(cases.find(suspension.id()).orElseThrow().stage()).isEqualTo(Stage.PUBLISHED);
        assertThat(register.history(service).getFirst().status()).isEqualTo(RegistrationStatus.SUSPENDED);
        assertThat(register.history(service).getFirst().reason()).isEqualTo("key-compromise");

        var applicant = team.applicant().user();
        var back = done(walk.applications().begin(applicant, CaseKind.REINSTATEMENT, service));
        assertThat(refused(walk.applications().submit(applicant, back.id()))).isEqualTo(CaseRefusal.REASON_MISSING);
        done(walk.applications()
                .describe(applicant, back.id(), back.application().because("A new key.")));
        walk.declareAll(team, back.id());
        done(walk.applications().submit(applicant, back.id()));
        done(walk.cases().accept(team.intake().user(), back.id()));
        walk.appoint(team.intake().user(), back.id(), team.lead(), CaseActor.LEAD);
        walk.appoint(team.intake().user(), back.id(), team.assessor(), CaseActor.ASSESSOR);
        walk.judgeAll(team, back.id());
        done(walk.cases().finishReview(team.lead().user(), back.id()));
        vote(team, back.id(), team.intake());
        assertThat(register.history(service).getFirst().status()).isEqualTo(RegistrationStatus.REGISTERED);

        var end = done(walk.applications().begin(applicant, CaseKind.WITHDRAWAL, service));
        var asked = end.application().because("We stop.").on(Reason.SERVICE_ENDED);
        done(walk.applications().describe(applicant, end.id(), asked));
        done(walk.applications().submit(applicant, end.id()));
        done(walk.cases().accept(team.intake().user(), end.id()));
        decide(team, end.id(), team.intake());
        assertThat(register.history(service).getFirst().status()).isEqualTo(RegistrationStatus.WITHDRAWN);
        assertThat(refused(walk.applications().begin(applicant, CaseKind.RENEWAL, service)))
                .isEqualTo(CaseRefusal.SERVICE_STATE);
    }

    /// From the report on, with a lead appointed.
    private void decide(CaseWalk.Team team, CaseId id, CaseWalk.Person appointing) {
        walk.appoint(appointing.user(), id, team.lead(), CaseActor.LEAD);
        vote(team, id, appointing);
    }

    private void vote(CaseWalk.Team team, CaseId id, CaseWalk.Person appointing) {
        walk.appoint(appointing.user(), id, team.first(), CaseActor.DECIDER);
        walk.appoint(appointing.user(), id, team.second(), CaseActor.DECIDER);
        walk.report(team, id, Report.Recommendation.APPROVE);
        done(walk.vote(team.first(), id, true, ""));
        done(walk.vote(team.second(), id, true, ""));
    }

    @Test
    void handsAServiceOverToAnotherProviderWhoAnswersForItThen() {
        var team = walk.team();
        var service = walk.published(team).service();
        var other = walk.team();
        var successor = register.providerOf(
                        cases.find(walk.published(other).id()).orElseThrow().applicant())
                .orElseThrow();
        var applicant = team.applicant().user();
        var item = done(walk.applications().begin(applicant, CaseKind.TAKE_OVER, service));
        var id = item.id();
        done(walk.applications().describe(applicant, id, item.application().because("We merge.")));
        assertThat(refused(walk.applications().submit(applicant, id))).isEqualTo(CaseRefusal.SUCCESSOR_MISSING);
        var asked = item.application().because("We merge.").by(successor.id());
        done(walk.applications().describe(applicant, id, asked));
        done(walk.applications().submit(applicant, id));
        walk.grant(other.applicant(), SchemeRole.INTAKE);
        assertThat(walk.cases().open(id, other.applicant().user())).isEmpty();
        var intake = team.intake().user();
        done(walk.cases().accept(intake, id));
        for (var line : Checklist.of(CaseKind.TAKE_OVER)) {
            done(walk.reports().tick(intake, id, new Checklist.Tick(line, true, "")));
        }
        walk.appoint(intake, id, team.lead(), CaseActor.LEAD);
        done(walk.cases().findComplete(intake, id));
        vote(team, id, team.intake());
        done(walk.decisions().publish(team.publisher().user(), id, null));

        assertThat(register.history(service).getFirst().successor()).isEqualTo(successor.id());
        assertThat(walk.applications().begin(applicant, CaseKind.CHANGE, service))
                .isInstanceOf(CaseOutcome.Unknown.class);
        assertThat(done(walk.applications().begin(other.applicant().user(), CaseKind.CHANGE, service))
                        .applicant())
                .isEqualTo(successor.organisation());
    }

    @Test
    void changesWhatTheRegisterSaysOnlyWhenTheChangeIsPublished() {
        var team = walk.team();
        var service = walk.published(team).service();
        var applicant = team.applicant().user();
        var change = done(walk.applications().begin(applicant, CaseKind.CHANGE, service));
        assertThat(walk.applications().begin(team.intake().user(), CaseKind.CHANGE, service))
                .isInstanceOf(CaseOutcome.Unknown.class);
        var was = change.application().service();
        var other = new wariin.register.ServiceDescription(
                was.target(),
                wariin.site.Bilingual.of("新しい名前", "New name"),
                was.summary(),
                was.sectors(),
                was.level(),
                was.certificates(),
                was.supplyPoints(),
                was.definitionUri(),
                was.components(),
                was.facts());
        var asked = new Application(change.application().provider(), other, false, "A new name.", null, null);
        done(walk.applications().describe(applicant, change.id(), asked));
        walk.declareAll(team, change.id());
        done(walk.applications().submit(applicant, change.id()));
        var intake = team.intake().user();
        done(walk.cases().accept(intake, change.id()));
        for (var item : Checklist.of(CaseKind.CHANGE)) {
            done(walk.reports().tick(intake, change.id(), new Checklist.Tick(item, true, "")));
        }
        walk.appoint(intake, change.id(), team.lead(), CaseActor.LEAD);
        walk.appoint(intake, change.id(), team.assessor(), CaseActor.ASSESSOR);
        done(walk.cases().findComplete(intake, change.id()));
        walk.judgeAll(team, change.id());
        done(walk.cases().finishReview(team.lead().user(), change.id()));
        vote(team, change.id(), team.intake());
        assertThat(register.find(service).orElseThrow().name().en()).isEqualTo("Hanko identity check");
        done(walk.decisions().publish(team.publisher().user(), change.id(), null));
        assertThat(register.find(service).orElseThrow().name().en()).isEqualTo("New name");
    }
}

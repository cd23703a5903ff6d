package wariin.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static wariin.assessment.CaseWalk.done;
import static wariin.assessment.CaseWalk.refused;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import wariin.database.DatabaseTest;
import wariin.identity.Consent;
import wariin.identity.CurrentUser;
import wariin.journal.Journal;
import wariin.register.ServiceRegister;

/// Who is kept out of what, on the running platform; and that a refusal leaves nothing behind.
@DatabaseTest
@Import(CaseWalk.class)
class CaseSeparationTests {

    @Autowired
    CaseWalk walk;

    @Autowired
    CaseRegister cases;

    @Autowired
    CasePeopleRegister people;

    @Autowired
    VoteRegister votes;

    @Autowired
    ServiceRegister register;

    @Autowired
    Journal journal;

    @Autowired
    JdbcClient jdbc;

    private Map<CaseAct, BiFunction<CurrentUser, CaseId, CaseOutcome>> acts(CaseWalk.Team team) {
        var all = new LinkedHashMap<CaseAct, BiFunction<CurrentUser, CaseId, CaseOutcome>>();
        var someone = team.assessor().user().user().id();
        all.put(CaseAct.EDIT, (me, id) -> walk.applications().describe(me, id, CaseWalk.application(team.applicant())));
        all.put(CaseAct.SUBMIT, walk.applications()::submit);
        all.put(CaseAct.ACCEPT, walk.cases()::accept);
        all.put(CaseAct.TICK, (me, id) -> walk.reports().tick(me, id, new Checklist.Tick("name", true, "")));
        all.put(CaseAct.RETURN_INCOMPLETE, (me, id) -> walk.cases().returnIncomplete(me, id, "Why"));
        all.put(CaseAct.FIND_COMPLETE, walk.cases()::findComplete);
        all.put(CaseAct.ASSIGN, (me, id) -> walk.appointments().appoint(me, id, someone, CaseActor.ASSESSOR));
        all.put(CaseAct.DECLARE_CONFLICT, (me, id) -> walk.appointments().declare(me, id, false, ""));
        all.put(CaseAct.ASK_MORE, (me, id) -> walk.cases().askMore(me, id, "Why"));
        all.put(CaseAct.RESPOND, (me, id) -> walk.cases().respond(me, id, "So"));
        all.put(CaseAct.FINISH_REVIEW, walk.cases()::finishReview);
        all.put(
                CaseAct.RECORD_VISIT,
                (me, id) -> walk.reports().recordVisit(me, id, LocalDate.now(walk.clock()), "Here", "Us", ""));
        all.put(CaseAct.FINISH_VISIT, walk.cases()::finishVisit);
        all.put(
                CaseAct.WRITE_REPORT,
                (me, id) -> walk.reports()
                        .write(me, id, new Reports.Writing(Report.Recommendation.APPROVE, "", "Fine", "Fine")));
        all.put(CaseAct.FREEZE_REPORT, walk.reports()::freeze);
        all.put(CaseAct.CLOSE, (me, id) -> walk.cases().close(me, id, "Why"));
        all.put(CaseAct.VOTE_FOR, (me, id) -> walk.decisions().vote(me, id, true, "", new Consent.Passkey("{}")));
        all.put(
                CaseAct.VOTE_AGAINST,
                (me, id) -> walk.decisions().vote(me, id, false, "Why", new Consent.Passkey("{}")));
        all.put(CaseAct.PUBLISH, (me, id) -> walk.decisions().publish(me, id, null));
        all.put(CaseAct.ABANDON, (me, id) -> walk.cases().abandon(me, id, "Why"));
        all.put(CaseAct.APPEAL, (me, id) -> walk.cases().appeal(me, id, "Why"));
        all.put(CaseAct.REOPEN, (me, id) -> walk.cases().reopen(me, id, "Why"));
        all.put(CaseAct.DISMISS_APPEAL, (me, id) -> walk.cases().dismissAppeal(me, id, "Why"));
        return all;
    }

    @Test
    void refusesWhatTheTableDoesNotAllowAndLeavesNothingBehind() {
        var team = walk.team();
        var someCases = List.of(
                walk.drafted(team),
                walk.submitted(team),
                walk.reviewed(team),
                walk.reported(team, Report.Recommendation.APPROVE));
        var persons = List.of(
                team.applicant(),
                team.intake(),
                team.lead(),
                team.assessor(),
                team.first(),
                team.publisher(),
                team.watch());
        var tried = 0;
        for (var id : someCases) {
            for (var person : persons) {
                var me = person.user();
                for (var act : acts(team).entrySet()) {
                    var may = walk.cases()
                            .open(id, me)
                            .filter(view -> view.may(act.getKey()))
                            .isPresent();
                    if (may) continue;
                    var before = fingerprint(id);
                    var outcome = act.getValue().apply(me, id);
                    assertThat(outcome)
                            .as(act.getKey() + " by " + me.user().name())
                            .isNotInstanceOf(CaseOutcome.Done.class);
                    assertThat(fingerprint(id)).isEqualTo(before);
                    tried++;
                }
            }
        }
        assertThat(tried).isGreaterThan(500);
    }

    private List<Object> fingerprint(CaseId id) {
        return new ArrayList<>(List.of(
                cases.find(id).orElseThrow(),
                people.appointments(id),
                people.declarations(id),
                votes.of(id).size(),
                journal.about(id.toString()).size()));
    }

    @Test
    void keepsTheCapacitiesInOneCaseApart() {
        var team = walk.team();
        var id = walk.submitted(team);
        var intake = team.intake().user();
        var both = walk.scheme("both", SchemeRole.LEAD, SchemeRole.ASSESSOR, SchemeRole.DECIDER, SchemeRole.PUBLISHER);
        var user = both.user().user().id();
        done(walk.cases().accept(intake, id));

        // Who assesses does not decide, and the other way round.
        done(walk.appointments().appoint(intake, id, user, CaseActor.ASSESSOR));
        assertThat(refused(walk.appointments().appoint(intake, id, user, CaseActor.DECIDER)))
                .isEqualTo(CaseRefusal.ASSESSED);
        done(walk.appointments().dismiss(intake, id, user, CaseActor.ASSESSOR));
        assertThat(refused(walk.appointments().appoint(intake, id, user, CaseActor.DECIDER)))
                .isEqualTo(CaseRefusal.ASSESSED);
        var decider = walk.scheme("decider", SchemeRole.DECIDER, SchemeRole.LEAD, SchemeRole.PUBLISHER);
        done(walk.appointments().appoint(intake, id, decider.user().user().id(), CaseActor.DECIDER));
        assertThat(refused(walk.appointments()
                        .appoint(intake, id, decider.user().user().id(), CaseActor.LEAD)))
                .isEqualTo(CaseRefusal.DECIDES);

        // Without the role, nobody; and nobody of the applicant.
        var plain = walk.member("plain", "Plain", null).user().user().id();
        assertThat(refused(walk.appointments().appoint(intake, id, plain, CaseActor.LEAD)))
                .isEqualTo(CaseRefusal.LACKS_ROLE);
        walk.grant(team.applicant(), SchemeRole.LEAD);
        var own = team.applicant().user().user().id();
        assertThat(refused(walk.appointments().appoint(intake, id, own, CaseActor.LEAD)))
                .isEqualTo(CaseRefusal.OWN_ORGANISATION);
    }

    @Test
    void letsNobodyActBeforeDeclaringNorWithAConflict() {
        var team = walk.team();
        var id = walk.submitted(team);
        var intake = team.intake().user();
        var lead = team.lead().user();
        done(walk.cases().accept(intake, id));
        done(walk.appointments().appoint(intake, id, lead.user().id(), CaseActor.LEAD));
        for (var item : Checklist.of(CaseKind.NEW)) {
            done(walk.reports().tick(intake, id, new Checklist.Tick(item, true, "")));
        }
        done(walk.cases().findComplete(intake, id));
        assertThat(refused(walk.cases().finishReview(lead, id))).isEqualTo(CaseRefusal.NOT_DECLARED);
        assertThat(walk.cases().open(id, lead))
                .hasValueSatisfying(view -> assertThat(view.content()).isFalse());

        assertThat(refused(walk.appointments().declare(lead, id, true, ""))).isEqualTo(CaseRefusal.REASON_MISSING);
        done(walk.appointments().declare(lead, id, true, "My brother works there."));
        assertThat(walk.cases().open(id, lead)).isEmpty();
        assertThat(walk.cases().finishReview(lead, id)).isInstanceOf(CaseOutcome.Unknown.class);
        assertThat(refused(walk.appointments().appoint(intake, id, lead.user().id(), CaseActor.LEAD)))
                .isEqualTo(CaseRefusal.CONFLICT);

        done(walk.appointments().declare(intake, id, true, "I found that I know them."));
        assertThat(walk.cases().open(id, intake)).isEmpty();
    }

    @Test
    void keepsMembersOfTheApplicantOutInWhateverNameTheyCome() {
        var team = walk.team();
        var id = walk.submitted(team);
        var double_ = walk.scheme("double", SchemeRole.INTAKE, SchemeRole.SURVEILLANCE);
        assertThat(walk.cases().open(id, double_.user())).isPresent();
        jdbc.sql("insert into identity_member (organisation_id, user_id, role, since) values (?, ?, 'VIEWER', now())")
                .params(
                        team.applicant().user().organisation().id().value(),
                        double_.user().user().id().value())
                .update();
        assertThat(walk.cases().open(id, double_.user())).isEmpty();
        assertThat(walk.cases().accept(double_.user(), id)).isInstanceOf(CaseOutcome.Unknown.class);
    }

    @Test
    void endsAccessWithTheRoleAndWithTheCase() {
        var team = walk.team();
        var id = walk.reported(team, Report.Recommendation.APPROVE);
        var assessor = team.assessor();
        assertThat(walk.cases().open(id, assessor.user())).isPresent();
        walk.roles().end(CaseWalk.operator(assessor), assessor.user().user().id(), SchemeRole.ASSESSOR);
        assertThat(walk.cases().open(id, assessor.user())).isEmpty();

        walk.grant(team.first(), SchemeRole.PUBLISHER);
        done(walk.vote(team.first(), id, true, ""));
        done(walk.vote(team.second(), id, true, ""));
        assertThat(walk.cases().open(id, team.lead().user())).isEmpty();
        assertThat(refused(walk.decisions().publish(team.first().user(), id, null)))
                .isEqualTo(CaseRefusal.DECIDES);
    }

    @Test
    void countsTwoVotesAtOnceOnceEach() throws Exception {
        var team = walk.team();
        var id = walk.reported(team, Report.Recommendation.APPROVE);
        var outcomes = atOnce(
                () -> walk.vote(team.first(), id, true, ""),
                () -> walk.vote(team.second(), id, true, ""),
                () -> walk.vote(team.second(), id, true, ""));
        assertThat(outcomes.stream().filter(CaseOutcome.Done.class::isInstance)).hasSize(2);
        assertThat(votes.of(id)).hasSize(2);
        var item = cases.find(id).orElseThrow();
        assertThat(item.stage()).isEqualTo(Stage.REGISTERED);
        assertThat(register.services(
                        register.providerOf(item.applicant()).orElseThrow().id()))
                .hasSize(1);
        var recorded = journal.about(id.toString()).stream()
                .filter(entry -> entry.act().kind().equals("case-record"));
        assertThat(recorded).hasSize(1);

        var published = atOnce(
                () -> walk.decisions().publish(team.publisher().user(), id, null),
                () -> walk.decisions().publish(team.publisher().user(), id, null));
        assertThat(published.stream().filter(CaseOutcome.Done.class::isInstance))
                .hasSize(1);
        assertThat(register.history(item.service())).hasSize(1);
    }

    @Test
    void submitsOnceHoweverOftenTheButtonIsPressed() throws Exception {
        var team = walk.team();
        var me = team.applicant().user();
        var key = java.util.UUID.randomUUID().toString();
        var drafts = atOnce(
                () -> walk.applications().apply(me, CaseWalk.application(team.applicant()), key),
                () -> walk.applications().apply(me, CaseWalk.application(team.applicant()), key));
        assertThat(cases.ofApplicant(me.organisation().id())).hasSize(1);
        assertThat(drafts).allMatch(CaseOutcome.Done.class::isInstance);
        var id = cases.ofApplicant(me.organisation().id()).getFirst().id();
        walk.declareAll(team, id);

        var outcomes = atOnce(
                () -> walk.applications().submit(me, id),
                () -> walk.applications().submit(me, id));
        assertThat(outcomes.stream().filter(CaseOutcome.Done.class::isInstance)).hasSize(1);
        assertThat(cases.find(id).orElseThrow().submissions()).isEqualTo(1);
    }

    private interface Work {
        CaseOutcome run() throws Exception;
    }

    private static List<CaseOutcome> atOnce(Work... work) throws Exception {
        var barrier = new CyclicBarrier(work.length);
        try (var threads = Executors.newFixedThreadPool(work.length)) {
            var running = new ArrayList<java.util.concurrent.Future<CaseOutcome>>();
            for (var one : work) {
                running.add(threads.submit(() -> {
                    barrier.await();
                    return one.run();
                }));
            }
            var outcomes = new ArrayList<CaseOutcome>();
            for (var one : running) outcomes.add(one.get());
            return outcomes;
        }
    }
}

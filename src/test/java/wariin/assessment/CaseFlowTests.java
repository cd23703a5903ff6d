package wariin.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static wariin.assessment.CaseWalk.done;
import static wariin.assessment.CaseWalk.refused;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import wariin.contract.OneTimeCode;
import wariin.database.DatabaseTest;
import wariin.identity.Consent;
import wariin.identity.PinAndTotp;
import wariin.journal.Journal;
import wariin.register.RegistrationStatus;
import wariin.register.ServiceRegister;

/// Cases from the application to the register, on the running platform.
@DatabaseTest
@Import(CaseWalk.class)
class CaseFlowTests {

    @Autowired
    CaseWalk walk;

    @Autowired
    ServiceRegister register;

    @Autowired
    VoteRegister votes;

    @Autowired
    ReportRegister reportRegister;

    @Autowired
    Journal journal;

    @Autowired
    JsonMapper json;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DecisionArchive archive;

    @Autowired
    PinAndTotp pins;

    @Test
    void leadsFromApplicationToRegistrationByTwoDeciders() {
        var team = walk.team();
        var id = walk.reported(team, Report.Recommendation.APPROVE);

        assertThat(done(walk.vote(team.first(), id, true, "")).stage()).isEqualTo(Stage.DECISION);
        assertThat(refused(walk.vote(team.first(), id, true, ""))).isEqualTo(CaseRefusal.ALREADY_VOTED);
        var decided = done(walk.vote(team.second(), id, true, ""));
        assertThat(decided.stage()).isEqualTo(Stage.REGISTERED);
        assertThat(register.history(decided.service())).isEmpty();
        assertThat(refused(walk.decisions().publish(team.publisher().user(), id, LocalDate.of(2000, 1, 1))))
                .isEqualTo(CaseRefusal.DATE_WRONG);

        var published = done(walk.decisions().publish(team.publisher().user(), id, null));
        assertThat(published.stage()).isEqualTo(Stage.PUBLISHED);
        var event = register.history(published.service()).getFirst();
        assertThat(event.status()).isEqualTo(RegistrationStatus.REGISTERED);
        assertThat(event.number().toString()).startsWith("JTS-LRA-").endsWith("(1)");
        assertThat(event.decision()).isEqualTo(id.toString());
        assertThat(walk.decisions().event(published)).contains(event);
        assertThat(register.published().service(published.service())).isPresent();

        assertThat(votes.of(id)).hasSize(2).allMatch(vote -> DecisionVoteCheck.holds(vote, json));
        assertThat(journal.about(id.toString()))
                .extracting(entry -> entry.act().kind())
                .contains("case-opened", "case-submit", "case-vote-for", "case-record", "case-publish");
        assertThat(walk.subjects(team.applicant())).anyMatch(subject -> subject.startsWith("Published:"));
        assertThat(walk.subjects(team.publisher())).anyMatch(subject -> subject.startsWith("Your turn:"));
    }

    @Test
    void keepsVotesThatAnybodyCanVerifyAndNobodyCanChange() throws Exception {
        var team = walk.team();
        var id = walk.reported(team, Report.Recommendation.APPROVE);
        done(walk.vote(team.first(), id, true, "Well done."));
        var vote = votes.of(id).getFirst();
        assertThat(vote.text())
                .contains(
                        "vote: 賛成 / for",
                        "Well done.",
                        DecisionText.hex(reportRegister.of(id).getFirst().hash()));
        assertThat(DecisionVoteCheck.holds(vote, json)).isTrue();
        assertThat(DecisionVoteCheck.holds(changed(vote, vote.text().replace("賛成", "反対")), json))
                .isFalse();
        assertThatThrownBy(() -> jdbc.sql("update assessment_vote set in_favour = false where id = ?")
                        .param(vote.id())
                        .update())
                .hasMessageContaining("never changed");
        assertThatThrownBy(() -> jdbc.sql("update assessment_report set body = 'x' where case_id = ?")
                        .param(id.value())
                        .update())
                .hasMessageContaining("frozen");

        var view = walk.cases().open(id, team.second().user()).orElseThrow();
        try (var zip =
                new ZipInputStream(new ByteArrayInputStream(archive.of(view).orElseThrow()))) {
            var names = new ArrayList<String>();
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) names.add(entry.getName());
            assertThat(names)
                    .containsExactly("README.txt", "application.json", "report-1.txt", "vote-1.txt", "vote-1.json");
        }
        var applicants = walk.cases().open(id, team.applicant().user()).orElseThrow();
        assertThat(archive.of(applicants)).isEmpty();
    }

    private static Vote changed(Vote vote, String text) {
        return new Vote(
                vote.id(),
                vote.report(),
                vote.round(),
                vote.decider(),
                vote.inFavour(),
                vote.reason(),
                text,
                DecisionText.sha256(text),
                vote.assertion(),
                null,
                vote.at());
    }

    @Test
    void takesAVoteByPinAndCodeOnce() throws Exception {
        var team = walk.team();
        var id = walk.reported(team, Report.Recommendation.APPROVE);
        var me = team.first().user();
        var none = new Consent.PinAndCode("739154", "000000");
        assertThat(refused(walk.decisions().vote(me, id, true, "", none))).isEqualTo(CaseRefusal.NO_FACTOR);

        var secret = pins.pendingSecret(me.user().id()).orElseThrow().base32();
        var now = clock.instant();
        pins.enrol(me.user().id(), "739154", null, OneTimeCode.of(secret, now.minusSeconds(30)));
        var wrong = new Consent.PinAndCode("111111", OneTimeCode.of(secret, now));
        assertThat(refused(walk.decisions().vote(me, id, true, "", wrong))).isEqualTo(CaseRefusal.WRONG_PROOF);
        var right = new Consent.PinAndCode("739154", OneTimeCode.of(secret, now.plusSeconds(30)));
        assertThat(done(walk.decisions().vote(me, id, true, "", right)).stage()).isEqualTo(Stage.DECISION);
        assertThat(votes.of(id).getFirst().totpStep()).isNotNull();
        assertThat(refused(walk.decisions().vote(me, id, true, "", right))).isEqualTo(CaseRefusal.ALREADY_VOTED);
    }

    @Test
    void sendsTheReportBackWithTheReasonOfOneVoteAgainst() {
        var team = walk.team();
        var id = walk.reported(team, Report.Recommendation.APPROVE);
        done(walk.vote(team.first(), id, true, ""));

        assertThat(refused(walk.vote(team.second(), id, false, " "))).isEqualTo(CaseRefusal.REASON_MISSING);
        assertThat(done(walk.vote(team.second(), id, false, "The visit is too thin."))
                        .stage())
                .isEqualTo(Stage.REPORT);

        // The vote for the first report counts no more for the second.
        walk.report(team, id, Report.Recommendation.APPROVE);
        assertThat(done(walk.vote(team.second(), id, true, "")).stage()).isEqualTo(Stage.DECISION);
        assertThat(done(walk.vote(team.first(), id, true, "")).stage()).isEqualTo(Stage.REGISTERED);
    }

    @Test
    void refusesByTwoAndLooksAgainWithOtherDecidersAfterAnAppeal() {
        var team = walk.team();
        var id = walk.reported(team, Report.Recommendation.REFUSE);
        done(walk.vote(team.first(), id, true, ""));
        assertThat(done(walk.vote(team.second(), id, true, "")).stage()).isEqualTo(Stage.REJECTED);
        assertThat(walk.cases().open(id, team.lead().user())).isEmpty();

        assertThat(done(walk.cases().appeal(team.applicant().user(), id, "You read the wrong page."))
                        .stage())
                .isEqualTo(Stage.APPEALED);
        assertThat(done(walk.cases().reopen(team.intake().user(), id, "They are right."))
                        .stage())
                .isEqualTo(Stage.DOCUMENT_REVIEW);
        var same = team.first().user().user().id();
        assertThat(refused(walk.appointments().appoint(team.intake().user(), id, same, CaseActor.DECIDER)))
                .isEqualTo(CaseRefusal.DECIDED_BEFORE);

        var third = walk.scheme("third", SchemeRole.DECIDER);
        var fourth = walk.scheme("fourth", SchemeRole.DECIDER);
        walk.appoint(team.intake().user(), id, third, CaseActor.DECIDER);
        walk.appoint(team.intake().user(), id, fourth, CaseActor.DECIDER);
        done(walk.cases().finishReview(team.lead().user(), id));
        done(walk.cases().finishVisit(team.lead().user(), id));
        walk.report(team, id, Report.Recommendation.APPROVE);
        done(walk.vote(third, id, true, ""));
        assertThat(done(walk.vote(fourth, id, true, "")).stage()).isEqualTo(Stage.REGISTERED);
    }
}

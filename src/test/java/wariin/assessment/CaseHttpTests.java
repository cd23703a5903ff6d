package wariin.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;
import wariin.database.DatabaseTest;

/// Cases over HTTP: the pages at every stage, and who gets none.
@DatabaseTest
@Import(CaseWalk.class)
class CaseHttpTests {

    private static final List<String> PAGES = List.of(
            "/assessment/%s", "/assessment/%s/decision", "/assessment/%s/application", "/assessment/%s/decision.zip");
    private static final List<String> ACTS = List.of(
            "submit",
            "accept",
            "return-incomplete",
            "find-complete",
            "ask-more",
            "respond",
            "finish-review",
            "finish-visit",
            "freeze-report",
            "close",
            "abandon",
            "appeal",
            "reopen",
            "dismiss-appeal");

    @Autowired
    CaseWalk walk;

    @Autowired
    CaseRegister register;

    @Autowired
    JsonMapper json;

    @Test
    void givesNothingOfACaseToAnybodyItIsNotFor() {
        var team = walk.team();
        var id = walk.reported(team, Report.Recommendation.APPROVE);
        var before = register.find(id).orElseThrow();
        var strangers = List.of(
                walk.member("stranger", "Somebody else", null),
                walk.scheme("other-lead", SchemeRole.LEAD, SchemeRole.ASSESSOR),
                walk.scheme("other-decider", SchemeRole.DECIDER),
                team.publisher());
        for (var stranger : strangers) {
            var browser = browser(stranger);
            for (var page : PAGES) {
                assertThat(browser.get(page.formatted(id)).status()).as(page).isEqualTo(404);
            }
            for (var act : ACTS) {
                var answer = browser.post("/assessment/" + id + "/acts/" + act, "text", "x");
                assertThat(answer.status()).as(act).isEqualTo(404);
            }
            var user = stranger.user().user().id().toString();
            var path = "/assessment/" + id;
            var answers = new ArrayList<CaseBrowser.Answer>();
            answers.add(browser.post(path + "/declaration", "conflict", "no"));
            answers.add(browser.post(path + "/people", "user", user, "role", "LEAD"));
            answers.add(browser.post(path + "/checklist", "item", "number", "fine", "true"));
            answers.add(browser.post(path + "/visits", "on", "2026-01-01", "place", "x", "participants", "y"));
            answers.add(browser.post(path + "/visits", "on", "no day"));
            answers.add(browser.post(path + "/report", "summaryEn", "x", "body", "y"));
            answers.add(browser.post(path + "/publication", "from", ""));
            answers.add(browser.post(path + "/publication", "from", "no day"));
            answers.add(browser.post(path + "/application", "providerEn", "x"));
            answers.add(browser.postJson(path + "/ballot", "{\"inFavour\":true}"));
            answers.add(browser.postJson(path + "/votes", "{\"inFavour\":true,\"passkey\":{}}"));
            assertThat(answers).extracting(CaseBrowser.Answer::status).containsOnly(404);
            assertThat(answers).noneMatch(answer -> answer.body().contains(before.number()));
        }
        assertThat(register.find(id).orElseThrow()).isEqualTo(before);
        var nobody = new CaseBrowser(walk.site().baseUrl(), null, "en");
        assertThat(nobody.get("/assessment/" + id).status()).isIn(302, 401);
        assertThat(nobody.get("/services").status()).isIn(302, 401);
        assertThat(browser(team.applicant()).get("/operator/scheme").status()).isEqualTo(403);
        assertThat(browser(strangers.getFirst()).get("/assessment").status()).isEqualTo(404);
    }

    @Test
    void showsEveryoneWhatIsTheirsAtEachStage() {
        var team = walk.team();
        var id = walk.drafted(team);
        var path = "/assessment/" + id;
        var applicant = browser(team.applicant());
        var intake = browser(team.intake());
        assertThat(applicant.get("/services").body())
                .contains("Hanko identity check")
                .contains("Draft");
        assertThat(applicant.get("/services/new").body())
                .contains("Apply for registration")
                .doesNotContain("??");
        assertThat(applicant.get(path).body())
                .contains("It is your turn", "Submit")
                .doesNotContain("??");
        assertThat(applicant.get(path + "/application").body())
                .contains("Hanko identity check")
                .doesNotContain("??");
        assertThat(intake.get(path).status()).isEqualTo(404);

        assertThat(applicant.post(path + "/acts/submit").location()).isEqualTo(path + "?done=submit");
        assertThat(applicant.get(path + "?done=submit").body())
                .contains("Intake", "Done.")
                .doesNotContain("??");
        assertThat(applicant.get(path + "/application").status()).isEqualTo(409);
        assertThat(intake.get("/assessment").body())
                .contains("Hanko identity check")
                .doesNotContain("??");
        assertThat(intake.post(path + "/acts/find-complete").status()).isEqualTo(422);
        assertThat(intake.post(path + "/acts/accept").status()).isEqualTo(302);
        assertThat(intake.get(path).body()).contains("Checklist", "Appoint").doesNotContain("??");
        var refused = intake.post(path + "/acts/find-complete");
        assertThat(refused.body()).contains("Each line of the checklist must be ticked first.");
        for (var item : Checklist.of(CaseKind.NEW)) {
            intake.post(path + "/checklist", "item", item, "fine", "true", "note", "seen");
        }
        walk.appoint(team.intake().user(), id, team.lead(), CaseActor.LEAD);
        var assessor = team.assessor().user().user().id().toString();
        intake.post(path + "/people", "user", assessor, "role", "ASSESSOR");
        var undeclared = browser(team.assessor()).get(path).body();
        assertThat(undeclared).contains("You are appointed").doesNotContain("??", "Open the criteria");
        assertThat(browser(team.assessor())
                        .post(path + "/declaration", "conflict", "no")
                        .status())
                .isEqualTo(302);
        assertThat(browser(team.assessor()).get(path).body())
                .contains("Checklist")
                .doesNotContain("??");
        assertThat(intake.post(path + "/acts/find-complete").status()).isEqualTo(302);
        walk.appoint(team.intake().user(), id, team.first(), CaseActor.DECIDER);
        walk.appoint(team.intake().user(), id, team.second(), CaseActor.DECIDER);
        walk.judgeAll(team, id);
        visitAndReport(team, path);
        decide(team, id, path, applicant);
    }

    private void visitAndReport(CaseWalk.Team team, String path) {
        var lead = browser(team.lead());
        assertThat(lead.get(path).body()).contains("Open the criteria", "Ask the applicant for more");
        assertThat(lead.post(path + "/acts/ask-more", "text", " ").status()).isEqualTo(422);
        assertThat(lead.post(path + "/acts/ask-more", "text", "The plan, please.")
                        .status())
                .isEqualTo(302);
        var applicant = browser(team.applicant());
        assertThat(applicant.get(path).body())
                .contains("It is your turn", "The plan, please.")
                .doesNotContain("??");
        assertThat(applicant.post(path + "/acts/respond", "text", "Here.").status())
                .isEqualTo(302);
        assertThat(lead.post(path + "/acts/finish-review").status()).isEqualTo(302);
        assertThat(lead.post(path + "/acts/finish-visit").body()).contains("Record the visit first.");
        var wrong = lead.post(path + "/visits", "on", "2999-01-01", "place", "Osaka", "participants", "A");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("This day cannot be right.", "Osaka");
        var today = java.time.LocalDate.now(walk.clock()).toString();
        lead.post(path + "/visits", "on", today, "place", "Osaka", "participants", "A", "notes", "Secret notes");
        assertThat(lead.post(path + "/acts/finish-visit").status()).isEqualTo(302);
        lead.post(path + "/report", "recommendation", "APPROVE", "summaryEn", "All is met.", "body", "Inner words");
        assertThat(lead.get(path).body())
                .contains("Hand to the deciders", "Inner words")
                .doesNotContain("??");
        assertThat(lead.post(path + "/acts/freeze-report").status()).isEqualTo(302);
        assertThat(applicant.get(path).body()).doesNotContain("Inner words", "Secret notes", "All is met.", "Name of");
    }

    private void decide(CaseWalk.Team team, CaseId id, String path, CaseBrowser applicant) {
        for (var decider : List.of(team.first(), team.second())) {
            var browser = browser(decider);
            assertThat(browser.get(path + "/decision").body())
                    .contains("What you sign")
                    .doesNotContain("??");
            var asked = browser.postJson(path + "/ballot", "{\"inFavour\":true}");
            assertThat(asked.status()).isEqualTo(200);
            assertThat(browser.postJson(path + "/ballot", "{\"inFavour\":false}")
                            .status())
                    .isEqualTo(422);
            var options = json.readTree(asked.body()).path("passkey").toString();
            var assertion =
                    decider.authenticator().authenticate(options, walk.site().baseUrl());
            // Against instead of for: another text, so this assertion is worth nothing for it.
            var turned = browser.postJson(
                    path + "/votes", "{\"inFavour\":false,\"statement\":\"x\",\"passkey\":" + assertion + "}");
            assertThat(turned.status()).isEqualTo(403);
            assertThat(turned.body()).contains("The proof was not accepted.");
            var again =
                    decider.authenticator().authenticate(options, walk.site().baseUrl());
            var vote = browser.postJson(path + "/votes", "{\"inFavour\":true,\"passkey\":" + again + "}");
            assertThat(vote.status()).isEqualTo(200);
            assertThat(browser.get(path).body())
                    .contains("Passkey signature verified again")
                    .doesNotContain("??");
            assertThat(browser.get(path + "/decision.zip").status()).isEqualTo(200);
        }
        assertThat(applicant.get(path).body()).contains("All is met.").doesNotContain("Inner words", "Votes");
        assertThat(applicant.get(path + "/decision.zip").status()).isEqualTo(404);
        var publisher = browser(team.publisher());
        assertThat(publisher.get(path).body()).contains("Public from").doesNotContain("??");
        assertThat(publisher.post(path + "/publication", "from", "").status()).isEqualTo(302);
        assertThat(applicant.get(path).body()).contains("JTS-LRA-").doesNotContain("??");
        var service = register.find(id).orElseThrow().service();
        assertThat(applicant.get("/services/" + service).body())
                .contains("What you can begin")
                .doesNotContain("??");
        assertThat(browser(team.intake()).get("/services/" + service).status()).isEqualTo(404);
        assertThat(applicant
                        .post("/services/" + service + "/cases", "kind", "RENEWAL")
                        .body())
                .contains("The renewal is not open yet.");
        var change = applicant.post("/services/" + service + "/cases", "kind", "CHANGE");
        assertThat(applicant.get(change.location()).body())
                .contains("Announce a change")
                .doesNotContain("??");
        var japanese = new CaseBrowser(walk.site().baseUrl(), team.applicant().session(), "ja");
        assertThat(japanese.get(path + "?lang=ja").body())
                .contains("登録簿に記録されました")
                .doesNotContain("??");
    }

    private CaseBrowser browser(CaseWalk.Person person) {
        return new CaseBrowser(walk.site().baseUrl(), person.session(), "en");
    }
}

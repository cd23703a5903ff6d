package wariin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/// A contract whose sender asks the signers' certificates to meet a rule of procurement.
@ContractTest
class RequirementTests {

    @Autowired
    Walk walk;

    @Autowired
    JdbcTemplate sql;

    private Contract sent(Walk.Person sender, Walk.Person other, String requirement) throws Exception {
        var id = walk.draft(sender).id();
        var terms = new Contract.Terms("Services", null, "JPY", null, Contract.Order.SEQUENTIAL, "", requirement);
        var sides = new ArrayList<Draft.Side>();
        sides.add(new Draft.Side(true, "", "", null, Locale.ENGLISH, Walk.place(0)));
        sides.add(other.side(Walk.place(1)));
        Walk.done(walk.drafts().save(sender.user(), id, new Draft(terms, sides)));
        return Walk.done(walk.drafts().send(sender.user(), id));
    }

    private HttpResponse<String> send(Walk.Person person, String path, String json) throws Exception {
        var base = walk.site().baseUrl();
        var cookie = "wariin-" + URI.create(base).getPort() + "=" + person.session() + "; XSRF-TOKEN=abc";
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Cookie", cookie)
                .header("X-XSRF-TOKEN", "abc")
                .header("Accept-Language", "en")
                .header("Content-Type", "application/json");
        if (json != null) request.POST(HttpRequest.BodyPublishers.ofString(json));
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void refusesAnActUnderARuleThatIsNotPassed() throws Exception {
        var anna = walk.member("Anna", "A Inc.");
        var ben = walk.member("Ben", "B Inc.");
        var contract = sent(anna, ben, "eu-recognised");

        var refused = walk.signing().prepare(anna.user(), contract.id(), null);

        assertThat(refused).isEqualTo(new ContractSigning.Preparation.Refused(Refusal.RULE_NOT_MET));
        assertThat(sql.queryForObject(
                        "select count(*) from contract_act where contract_id = ?",
                        Long.class,
                        contract.id().value()))
                .isZero();
        var told = send(anna, "/api/v1/contracts/" + contract.id() + "/signature", "{}");
        assertThat(told.statusCode()).isEqualTo(409);
        assertThat(told.body()).contains("rule-not-met", "does not meet the procurement requirement");
        assertThat(send(anna, "/contracts/" + contract.id() + "/sign", null).body())
                .contains("not certain that your certificate meets", "There is no list by which to tell")
                .doesNotContain("data-way=");
    }

    @Test
    void refusesTheActWhenTheRuleIsNoLongerPassedAtTheProof() throws Exception {
        var anna = walk.member("Anna", "A Inc.");
        var ben = walk.member("Ben", "B Inc.");
        publish("own-strong-key", "bits >= 256 and not revoked");
        var contract = sent(anna, ben, "own-strong-key");
        var prompt = walk.prompt(anna, contract.id());
        sql.update(
                "update contract_contract set requirement = 'eu-recognised' where id = ?",
                contract.id().value());

        var outcome = walk.complete(anna, contract.id(), prompt);

        assertThat(outcome).isEqualTo(new SigningOutcome.Refused(Refusal.RULE_NOT_MET));
        assertThat(walk.contracts()
                        .find(anna.user(), contract.id())
                        .orElseThrow()
                        .head())
                .isEqualTo(1);
    }

    @Test
    void concludesUnderARuleThatIsPassedAndKeepsTheAnswers() throws Exception {
        var anna = walk.member("Anna", "A Inc.");
        var ben = walk.member("Ben", "B Inc.");
        publish("own-strong-key", "bits >= 256 and not revoked");
        var contract = sent(anna, ben, "own-strong-key");

        assertThat(send(anna, "/contracts/" + contract.id() + "/sign", null).body())
                .contains("Your certificate meets the requirement", "data-way=");
        walk.sign(anna, contract.id());
        var done = walk.sign(ben, contract.id());

        assertThat(done.state()).isEqualTo(ContractState.CONCLUDED);
        assertThat(sql.queryForList(
                        "select party_id, rule, jws from contract_rule_answer where contract_id = ?",
                        contract.id().value()))
                .hasSize(2)
                .allSatisfy(row ->
                        assertThat(row.get("jws").toString().split("\\.")).hasSize(3));
        assertThat(send(anna, "/contracts/" + contract.id(), null).body())
                .contains("A strong key", "The certificate is not revoked", "The signed answer");
    }

    @Test
    void refusesARuleThatDoesNotExist() throws Exception {
        var anna = walk.member("Anna", "A Inc.");
        var id = walk.draft(anna).id();
        var terms = new Contract.Terms("Services", null, "JPY", null, Contract.Order.SEQUENTIAL, "", "no-such-rule");
        var sides = List.of(new Draft.Side(true, "", "", null, Locale.ENGLISH, Walk.place(0)));

        assertThat(walk.drafts().save(anna.user(), id, new Draft(terms, sides)))
                .isEqualTo(new ContractOutcome.Refused(Refusal.RULE_UNKNOWN));
    }

    private void publish(String name, String text) {
        sql.update("""
                insert into procurement_rule (name, version, title_ja, title_en, note_ja, note_en, text, in_force_from,
                                              on_verify, made_at, made_by)
                values (?, 1, ?, ?, '–', '–', ?, now() - interval '1 day', false, now(), 'test')
                on conflict do nothing
                """, name, "強い鍵", "A strong key", text);
    }
}

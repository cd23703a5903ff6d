package wariin.contract;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.procurement.RuleAnswer;
import wariin.signing.AuthorizationId;
import wariin.site.Bilingual;

/// What the required rule said of the signers, before each act. Rows are only added.
@Repository
class RuleAnswerRegister {

    private final JdbcClient jdbc;

    RuleAnswerRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The first answer for an act stays.
    void add(AuthorizationId act, ContractId contract, PartyId party, RuleAnswer answer, Instant now) {
        jdbc.sql("""
                        insert into contract_rule_answer (act_id, contract_id, party_id, rule, version, title_ja, title_en,
                                                          reasons_ja, reasons_en, jws, asked_at)
                        values (:act, :contract, :party, :rule, :version, :titleJa, :titleEn, :ja, :en, :jws, :now)
                        on conflict (act_id) do nothing
                        """)
                .param("act", act.value())
                .param("contract", contract.value())
                .param("party", party.value())
                .param("rule", answer.rule().name())
                .param("version", answer.rule().version())
                .param("titleJa", answer.rule().title().ja())
                .param("titleEn", answer.rule().title().en())
                .param("ja", answer.reasons().stream().map(Bilingual::ja).collect(Collectors.joining("\n")))
                .param("en", answer.reasons().stream().map(Bilingual::en).collect(Collectors.joining("\n")))
                .param("jws", String.valueOf(answer.signed()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Of each party that signed, the answer for the act by which it did.
    List<Requirements.Kept> of(ContractId contract) {
        return jdbc.sql("""
                        select answer.party_id, answer.rule, answer.version, answer.title_ja, answer.title_en,
                               answer.reasons_ja, answer.reasons_en, answer.jws, answer.asked_at
                          from contract_rule_answer answer
                          join contract_act act on act.id = answer.act_id and act.state = 'DONE'
                         where answer.contract_id = :contract
                         order by answer.asked_at
                        """)
                .param("contract", contract.value())
                .query((row, _) -> new Requirements.Kept(
                        new PartyId(row.getObject("party_id", UUID.class)),
                        row.getString("rule"),
                        row.getInt("version"),
                        Bilingual.of(row.getString("title_ja"), row.getString("title_en")),
                        Bilingual.of(row.getString("reasons_ja"), row.getString("reasons_en")),
                        row.getString("jws"),
                        row.getTimestamp("asked_at").toInstant()))
                .list();
    }
}

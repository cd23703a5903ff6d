package wariin.contract;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import wariin.identity.CurrentUser;
import wariin.procurement.Question;
import wariin.procurement.RuleAnswer;
import wariin.procurement.RuleBook;
import wariin.procurement.RuleVersion;
import wariin.procurement.Rules;
import wariin.procurement.Ruling;
import wariin.signing.AuthorizationId;
import wariin.signing.Credential;
import wariin.signing.RemoteSignature;
import wariin.site.Bilingual;

/// The rule of procurement that a contract asks of its signers' certificates: known before an act, kept with it.
@Service
public class Requirements {

    /// What the rule said before a party's act.
    public record Kept(
            PartyId party, String rule, int version, Bilingual title, Bilingual reasons, String jws, Instant at) {}

    private final Rules rules;
    private final RuleBook book;
    private final RemoteSignature signatures;
    private final RuleAnswerRegister answers;
    private final Clock clock;

    Requirements(Rules rules, RuleBook book, RemoteSignature signatures, RuleAnswerRegister answers, Clock clock) {
        this.rules = rules;
        this.book = book;
        this.signatures = signatures;
        this.answers = answers;
        this.clock = clock;
    }

    /// The rules that a sender may ask for.
    public List<RuleVersion> choices() {
        return book.inForce();
    }

    public Optional<RuleVersion> find(String rule) {
        return book.find(rule);
    }

    /// What the rule says now of my own certificate; empty when the contract asks for none.
    public Optional<RuleAnswer> of(CurrentUser me, Contract contract) {
        var rule = contract.terms().requirement();
        if (rule == null) return Optional.empty();
        return rules.judge(rule, question(signatures.credentialOf(me)));
    }

    /// Whether I may not sign: anything but a pass, and a rule that is not in force, is a refusal.
    boolean unmet(CurrentUser me, Contract contract) {
        return contract.terms().requirement() != null
                && of(me, contract)
                        .filter(answer -> answer.verdict() == Ruling.PASS)
                        .isEmpty();
    }

    /// Keeps the signed answer with the act; true when it is a pass. Never inside a transaction.
    boolean keep(CurrentUser me, Contract contract, AuthorizationId act) {
        var rule = contract.terms().requirement();
        if (rule == null) return true;
        var signing = signatures.find(act).orElseThrow().data().credential();
        var answer = rules.ask(rule, question(signatures.info(signing))).orElse(null);
        if (answer == null || answer.verdict() != Ruling.PASS) return false;
        var party = Contracts.sideOf(me, contract).orElseThrow();
        answers.add(act, contract.id(), party.id(), answer, clock.instant());
        return true;
    }

    public List<Kept> kept(ContractId contract) {
        return answers.of(contract);
    }

    private Question question(Credential credential) {
        return new Question.OfCertificate(credential.certificate(), credential.chain(), List.of(), clock.instant());
    }
}

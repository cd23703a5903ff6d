package wariin.contract;

import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.stereotype.Component;
import wariin.contract.IncrementRegister.Stored;
import wariin.contract.SigningSteps.Step;
import wariin.identity.CurrentUser;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.signing.AuthorizationId;
import wariin.signing.RemoteSignature;

/// Transaction 2 of an act: all that it changes, at once (step 9), and the mails (step 10).
@Component
class ActResult {

    /// Who hears of an act: the log and the parties.
    @Component
    record Telling(Journal journal, Announcements announcements) {}

    private final Drafts.Registers registers;
    private final ActRegister acts;
    private final RemoteSignature signatures;
    private final Telling telling;
    private final Drafts.Writing writing;
    private final SigningSteps steps;

    ActResult(
            Drafts.Registers registers,
            ActRegister acts,
            RemoteSignature signatures,
            Telling telling,
            Drafts.Writing writing,
            SigningSteps steps) {
        this.registers = registers;
        this.acts = acts;
        this.signatures = signatures;
        this.telling = telling;
        this.writing = writing;
        this.steps = steps;
    }

    Instant now() {
        return writing.clock().instant();
    }

    String timestampField(ContractId id) {
        return registers.contracts().timestampField(id);
    }

    /// Whether the act's transaction has committed, whatever became of the caller.
    boolean stands(AuthorizationId act) {
        return acts.find(act)
                .filter(row -> row.state() == ActRegister.State.DONE)
                .isPresent();
    }

    Contract write(CurrentUser me, Contract before, ActRegister.Row act, Stored stored, Sealed sealed) {
        return writing.transactions().execute(_ -> {
            var now = now();
            if (!registers.contracts().advance(before.id(), act.baseRevision(), act.last(), now)) {
                throw new ContractSigning.OvertakenException();
            }
            steps.reached(Step.ADVANCED_9);
            if (!acts.finish(act.id(), ActRegister.State.DONE, null, now)) {
                throw new IllegalStateException("The act was given up in the meantime");
            }
            signatures.consume(act.id());
            steps.reached(Step.CONSUMED_9);
            registers.increments().add(before.id(), stored, now);
            registers.proofs().add(before.id(), stored.revision(), sealed.proofs());
            if (!registers.parties().sign(act.party(), me.organisation().name(), now)) {
                throw new IllegalStateException("It is not the party's turn any more");
            }
            record(
                    me,
                    before,
                    act,
                    stored,
                    HexFormat.of().formatHex(sealed.digest().digest()));
            return tell(before, act, now);
        });
    }

    private void record(CurrentUser me, Contract contract, ActRegister.Row act, Stored stored, String sha256) {
        var facts = new HashMap<String, String>();
        facts.put("party", act.party().toString());
        facts.put("authorization", act.id().toString());
        facts.put("revision", String.valueOf(stored.revision()));
        facts.put("document", sha256);
        var subject = contract.id().toString();
        var actor = me.user().id().toString();
        telling.journal().append(new Act("contract-signed", subject, actor, facts));
        if (act.last()) {
            telling.journal().append(new Act("contract-concluded", subject, "system", Map.of("document", sha256)));
        }
    }

    private Contract tell(Contract before, ActRegister.Row act, Instant now) {
        var after = registers.contracts().find(before.id()).orElseThrow();
        var signer = after.parties().stream()
                .filter(party -> party.id().equals(act.party()))
                .findFirst()
                .orElseThrow();
        if (after.state() == ContractState.CONCLUDED) {
            telling.announcements().ended(after, "concluded", signer.title(), null, now);
            return after;
        }
        var next = after.turn().stream()
                .filter(party -> party.state() == Party.State.WAITING)
                .toList();
        next.forEach(party -> registers.parties().ask(party.id()));
        telling.announcements().ask(after, next, now);
        telling.announcements().signed(after, signer, now);
        return registers.contracts().find(before.id()).orElseThrow();
    }
}

package wariin.contract;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import wariin.contract.ContractSigning.Preparation.Prompted;
import wariin.identity.CurrentUser;
import wariin.seal.SealId;
import wariin.signing.ActivationOutcome;
import wariin.signing.ActivationProof;
import wariin.signing.Authorization.State;
import wariin.signing.AuthorizationId;
import wariin.signing.RemoteSignature;
import wariin.signing.VerifiedActivation;
import wariin.tsa.TimeNotAvailable;

/// A party's act of signing, from the wish to the sealed increment. The numbers are those of docs/flows/signing.md.
@Service
public class ContractSigning {

    private static final Logger log = LoggerFactory.getLogger(ContractSigning.class);

    /// What became of the wish to sign.
    public sealed interface Preparation {

        record Prompted(Prompt prompt) implements Preparation {}

        record Refused(Refusal refusal) implements Preparation {}

        record Unknown() implements Preparation {}
    }

    /// Somebody else's act came first.
    static final class OvertakenException extends RuntimeException {
        OvertakenException() {
            super("The document has moved on");
        }
    }

    private final Contracts contracts;
    private final ActPreparation preparation;
    private final ActCompletion completion;
    private final ActRegister acts;
    private final RemoteSignature signatures;
    private final Clock clock;

    ContractSigning(
            Contracts contracts,
            ActPreparation preparation,
            ActCompletion completion,
            ActRegister acts,
            RemoteSignature signatures,
            Clock clock) {
        this.contracts = contracts;
        this.preparation = preparation;
        this.completion = completion;
        this.acts = acts;
        this.signatures = signatures;
        this.clock = clock;
    }

    /// Steps 2 and 3: the increment is made but for the signature, and its hash is authorized.
    public Preparation prepare(CurrentUser me, ContractId id, @Nullable SealId seal) throws IOException {
        var found = contracts.find(me, id);
        if (found.isEmpty()) return new Preparation.Unknown();
        var refused = refusal(me, found.get());
        return refused.isPresent()
                ? new Preparation.Refused(refused.get())
                : preparation.prepare(me, found.get(), seal);
    }

    /// Steps 5 to 10. Repeating it with the same act gives the same answer.
    public SigningOutcome complete(CurrentUser me, ContractId id, AuthorizationId act, ActivationProof proof)
            throws IOException {
        var found = contracts.find(me, id);
        var prepared = acts.find(act)
                .filter(row -> row.contract().equals(id)
                        && row.user().equals(me.user().id().value()));
        if (found.isEmpty() || prepared.isEmpty()) return new SigningOutcome.Unknown();
        var contract = found.get();
        switch (prepared.get().state()) {
            case DONE -> {
                return new SigningOutcome.Signed(contract);
            }
            case SIGNING -> {
                return new SigningOutcome.Running();
            }
            case FAILED -> {
                return new SigningOutcome.Gone();
            }
            case PREPARED -> {}
        }
        var refused = refusal(me, contract);
        if (refused.isPresent()) return new SigningOutcome.Refused(refused.get());
        if (contract.head() != prepared.get().baseRevision()) return again(me, id, prepared.get());
        if (!preparation.meetsRequirement(me, contract, prepared.get())) {
            return new SigningOutcome.Refused(Refusal.RULE_NOT_MET);
        }
        return switch (signatures.activate(act, me, proof)) {
            case ActivationOutcome.Activated(var activation) -> run(me, contract, prepared.get(), activation);
            case ActivationOutcome.AlreadyUsed(var state) -> used(me, id, state);
            case ActivationOutcome.Expired _ -> new SigningOutcome.Gone();
            case ActivationOutcome.Unknown _ -> new SigningOutcome.Unknown();
            case ActivationOutcome outcome -> new SigningOutcome.NotActivated(outcome);
        };
    }

    private SigningOutcome run(CurrentUser me, Contract contract, ActRegister.Row act, VerifiedActivation activation)
            throws IOException {
        try {
            return new SigningOutcome.Signed(completion.complete(me, contract, act, activation));
        } catch (OvertakenException e) {
            completion.abandon(act, "overtaken");
            return again(me, contract.id(), act);
        } catch (TimeNotAvailable e) {
            log.atWarn().addKeyValue("contract", contract.id()).setCause(e).log("No time-stamp: nothing was signed");
            completion.abandon(act, "no time-stamp");
            return new SigningOutcome.TimeNotAvailable();
        } catch (ActCompletion.StatusNotAvailableException e) {
            log.atWarn().addKeyValue("contract", contract.id()).setCause(e).log("No status: nothing was signed");
            completion.abandon(act, "no certificate status");
            return new SigningOutcome.StatusNotAvailable();
        } catch (RuntimeException | IOException e) {
            completion.abandon(act, "failed");
            throw e;
        }
    }

    /// The contract may have been closed, or the party's turn be over, while the document moved on.
    private SigningOutcome again(CurrentUser me, ContractId id, ActRegister.Row act) throws IOException {
        var seal = act.seal() == null ? null : new SealId(act.seal());
        return switch (prepare(me, id, seal)) {
            case Prompted(var prompt) -> new SigningOutcome.MovedOn(prompt);
            case Preparation.Refused(var refusal) -> new SigningOutcome.Refused(refusal);
            case Preparation.Unknown _ -> new SigningOutcome.Unknown();
        };
    }

    private SigningOutcome used(CurrentUser me, ContractId id, State state) {
        return switch (state) {
            case AUTHORIZED, RESERVED -> new SigningOutcome.Running();
            case CONSUMED -> new SigningOutcome.Signed(contracts.find(me, id).orElseThrow());
            case BURNED, EXPIRED -> new SigningOutcome.Gone();
        };
    }

    private Optional<Refusal> refusal(CurrentUser me, Contract contract) {
        var side = Contracts.sideOf(me, contract);
        if (side.isEmpty()) return Optional.of(Refusal.NOT_ALLOWED);
        if (side.get().signed()) return Optional.of(Refusal.ALREADY_SIGNED);
        if (contract.state() != ContractState.SENT) return Optional.of(Refusal.NOT_OPEN);
        var deadline = contract.terms().deadline();
        if (deadline != null && !deadline.isAfter(clock.instant())) return Optional.of(Refusal.NOT_OPEN);
        if (!contract.turn().contains(side.get())) return Optional.of(Refusal.NOT_YOUR_TURN);
        return Contracts.maySign(me, contract) ? Optional.empty() : Optional.of(Refusal.NOT_ALLOWED);
    }
}

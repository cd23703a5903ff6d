package wariin.contract;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import wariin.contract.ContractOutcome.Done;
import wariin.contract.ContractOutcome.Refused;
import wariin.contract.ContractOutcome.Unknown;
import wariin.identity.CurrentUser;
import wariin.identity.Role;
import wariin.journal.Act;
import wariin.journal.Journal;

/// Contracts as their parties see them: reading, rejecting, withdrawing, reminding.
/// A contract that is not the caller's is as unknown as one that does not exist.
@Service
public class Contracts {

    private static final int LONGEST_REASON = 1000;

    private final ContractRegister contracts;
    private final PartyRegister parties;
    private final Announcements announcements;
    private final Journal journal;
    private final Clock clock;

    Contracts(
            ContractRegister contracts,
            PartyRegister parties,
            Announcements announcements,
            Journal journal,
            Clock clock) {
        this.contracts = contracts;
        this.parties = parties;
        this.announcements = announcements;
        this.journal = journal;
        this.clock = clock;
    }

    public Optional<Contract> find(CurrentUser me, ContractId id) {
        return me.reaches(id.toString())
                ? contracts.find(id).filter(contract -> concerns(me, contract))
                : Optional.empty();
    }

    /// All that concern me: those of my organisation and those sent to my address, the last changed first.
    public List<Contract> inbox(CurrentUser me) {
        var sent = contracts.ofOrganisation(me.organisation().id());
        var received = contracts.forAddress(me.user().email()).stream()
                .filter(contract ->
                        !contract.organisation().equals(me.organisation().id()));
        return Stream.concat(sent.stream(), received)
                .filter(contract -> me.reaches(contract.id().toString()))
                .toList();
    }

    /// My side of a contract. For the sender's side one acts in the name of the sending organisation.
    public static Optional<Party> sideOf(CurrentUser me, Contract contract) {
        return contract.partyOf(me.user()).filter(party -> !party.sender() || isOurs(me, contract));
    }

    /// Whether I may sign now.
    public static boolean maySign(CurrentUser me, Contract contract) {
        return me.may(Role.SIGNER)
                && sideOf(me, contract).filter(contract.turn()::contains).isPresent();
    }

    public static boolean maySteer(CurrentUser me, Contract contract) {
        return me.may(Role.SIGNER) && isOurs(me, contract);
    }

    /// Records the first view of each party.
    @Transactional
    public void view(CurrentUser me, Contract contract) {
        var party = sideOf(me, contract);
        if (party.isEmpty() || contract.state() == ContractState.DRAFT) return;
        if (parties.view(party.get().id(), clock.instant())) {
            record(
                    "contract-viewed",
                    contract,
                    me,
                    Map.of("party", party.get().id().toString()));
        }
    }

    @Transactional
    public ContractOutcome reject(CurrentUser me, ContractId id, String reason) {
        var found = locked(me, id);
        if (found.isEmpty()) return new Unknown();
        var contract = found.get();
        var side = sideOf(me, contract);
        if (side.isEmpty() || !me.may(Role.SIGNER)) return new Refused(Refusal.NOT_ALLOWED);
        if (contract.state() != ContractState.SENT) return new Refused(Refusal.NOT_OPEN);
        if (side.get().signed()) return new Refused(Refusal.ALREADY_SIGNED);
        if (!contract.turn().contains(side.get())) return new Refused(Refusal.NOT_YOUR_TURN);
        if (reason.isBlank()) return new Refused(Refusal.REASON_MISSING);
        if (reason.length() > LONGEST_REASON) return new Refused(Refusal.REASON_TOO_LONG);

        var now = clock.instant();
        parties.reject(side.get().id());
        contracts.close(id, ContractState.REJECTED, reason.strip(), now);
        record(
                "contract-rejected",
                contract,
                me,
                Map.of("party", side.get().id().toString(), "reason", reason.strip()));
        announcements.ended(contract, "rejected", side.get().title(), reason.strip(), now);
        return new Done(contracts.find(id).orElseThrow());
    }

    @Transactional
    public ContractOutcome withdraw(CurrentUser me, ContractId id, String reason) {
        var found = locked(me, id);
        if (found.isEmpty()) return new Unknown();
        var contract = found.get();
        if (!maySteer(me, contract)) return new Refused(Refusal.NOT_ALLOWED);
        if (contract.state() != ContractState.SENT) return new Refused(Refusal.NOT_OPEN);
        if (reason.length() > LONGEST_REASON) return new Refused(Refusal.REASON_TOO_LONG);

        var now = clock.instant();
        contracts.close(id, ContractState.WITHDRAWN, reason.strip(), now);
        record("contract-withdrawn", contract, me, Map.of("reason", reason.strip()));
        announcements.ended(contract, "withdrawn", contract.sender().title(), reason.strip(), now);
        return new Done(contracts.find(id).orElseThrow());
    }

    /// Sends the invitation again, with a new link.
    @Transactional
    public ContractOutcome remind(CurrentUser me, ContractId id, PartyId party) {
        var found = locked(me, id);
        if (found.isEmpty()) return new Unknown();
        var contract = found.get();
        if (!maySteer(me, contract)) return new Refused(Refusal.NOT_ALLOWED);
        var waiting =
                contract.turn().stream().filter(side -> side.id().equals(party)).toList();
        if (waiting.isEmpty()) return new Refused(Refusal.NOT_OPEN);

        announcements.ask(contract, waiting, clock.instant());
        record("contract-reminded", contract, me, Map.of("party", party.toString()));
        return new Done(contract);
    }

    /// Ends one whose deadline has passed.
    @Transactional
    void expire(ContractId id) {
        var now = clock.instant();
        var contract = contracts.findForUpdate(id).orElseThrow();
        if (!contracts.close(id, ContractState.EXPIRED, null, now)) return;
        journal.append(Act.of("contract-expired", id.toString(), "system"));
        announcements.ended(contract, "expired", contract.sender().title(), null, now);
    }

    private Optional<Contract> locked(CurrentUser me, ContractId id) {
        return me.reaches(id.toString())
                ? contracts.findForUpdate(id).filter(contract -> concerns(me, contract))
                : Optional.empty();
    }

    private void record(String kind, Contract contract, CurrentUser me, Map<String, String> facts) {
        journal.append(new Act(kind, contract.id().toString(), me.user().id().toString(), facts));
    }

    private static boolean concerns(CurrentUser me, Contract contract) {
        return isOurs(me, contract)
                || contract.state() != ContractState.DRAFT
                        && contract.partyOf(me.user())
                                .filter(party -> !party.sender())
                                .isPresent();
    }

    private static boolean isOurs(CurrentUser me, Contract contract) {
        return contract.organisation().equals(me.organisation().id());
    }
}

package wariin.contract;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.contract.Contract.Terms;
import wariin.contract.ContractOutcome.Done;
import wariin.contract.ContractOutcome.Refused;
import wariin.contract.ContractOutcome.Unknown;
import wariin.contract.IncrementRegister.Stored;
import wariin.identity.CurrentUser;
import wariin.identity.Role;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.pdf.FieldPlace;
import wariin.pdf.PdfPreparation;
import wariin.pdf.PdfRefused;
import wariin.vault.ContentHash;

/// A contract before it is sent: upload, words, parties, places; and the sending itself.
@Service
public class Drafts {

    /// The registers that a draft is written to.
    @Component
    record Registers(
            ContractRegister contracts, PartyRegister parties, IncrementRegister increments, ProofRegister proofs) {}

    private final Registers registers;
    private final Uploads uploads;
    private final Documents documents;
    private final Announcements announcements;
    private final Journal journal;
    private final Writing writing;

    /// What a change of state needs: transactions, the time and the limits.
    @Component
    record Writing(TransactionTemplate transactions, Clock clock, Limits limits, Requirements requirements) {}

    Drafts(
            Registers registers,
            Uploads uploads,
            Documents documents,
            Announcements announcements,
            Journal journal,
            Writing writing) {
        this.registers = registers;
        this.uploads = uploads;
        this.documents = documents;
        this.announcements = announcements;
        this.journal = journal;
        this.writing = writing;
    }

    public Limits limits() {
        return writing.limits();
    }

    /// Takes a PDF in: checked, and repaired where it is broken but not signed.
    public ContractOutcome upload(CurrentUser me, String fileName, InputStream in) throws IOException {
        return upload(me, fileName, in, null);
    }

    /// The same; a request repeated with its key gives the contract that it made.
    public ContractOutcome upload(CurrentUser me, String fileName, InputStream in, @Nullable String requestKey)
            throws IOException {
        if (!me.may(Role.SIGNER) || me.user().guest()) return new Refused(Refusal.NOT_ALLOWED);
        var made = made(me, requestKey);
        if (made.isPresent()) return new Done(made.get());
        return switch (uploads.take(me, FileNames.safe(fileName), in)) {
            case Uploads.Taken.Refused(var refusal) -> new Refused(refusal);
            case Uploads.Taken.Kept kept -> begin(me, kept, requestKey);
        };
    }

    private Optional<Contract> made(CurrentUser me, @Nullable String requestKey) {
        return requestKey == null
                ? Optional.empty()
                : registers
                        .contracts()
                        .findMadeBy(me.user().id(), me.organisation().id(), requestKey);
    }

    private ContractOutcome begin(CurrentUser me, Uploads.Taken.Kept kept, @Nullable String requestKey)
            throws IOException {
        var contract = kept.contract();
        try {
            writing.transactions().executeWithoutResult(_ -> {
                registers.contracts().add(contract, kept.base(), requestKey);
                record(
                        "contract-created",
                        contract,
                        me,
                        Map.of("document", contract.upload().hash()));
            });
        } catch (DuplicateKeyException e) {
            uploads.giveBack(kept);
            return new Done(made(me, requestKey).orElseThrow(() -> e));
        } catch (RuntimeException e) {
            uploads.giveBack(kept);
            throw e;
        }
        return new Done(contract);
    }

    /// Keeps the whole draft as the sender has it now.
    @Transactional
    public ContractOutcome save(CurrentUser me, ContractId id, Draft draft) {
        var found = registers.contracts().findForUpdate(id).filter(contract -> Contracts.maySteer(me, contract));
        if (found.isEmpty()) return new Unknown();
        var contract = found.get();
        if (contract.state() != ContractState.DRAFT) return new Refused(Refusal.NOT_A_DRAFT);
        var complete = withSender(draft, contract.sender());
        var broken = DraftRules.keeping(complete, contract, writing.limits());
        if (broken.isPresent()) return new Refused(broken.get());
        if (unknownRule(complete.terms())) return new Refused(Refusal.RULE_UNKNOWN);

        registers
                .contracts()
                .update(id, stripped(complete.terms()), writing.clock().instant());
        registers.parties().replace(id, parties(complete));
        return new Done(registers.contracts().find(id).orElseThrow());
    }

    /// Throws a draft and its file away.
    public ContractOutcome discard(CurrentUser me, ContractId id) throws IOException {
        var found = registers.contracts().find(id).filter(contract -> Contracts.maySteer(me, contract));
        if (found.isEmpty()) return new Unknown();
        var base = registers.contracts().base(id);
        var deleted = writing.transactions().execute(_ -> {
            if (!registers.contracts().delete(id)) return false;
            record("contract-discarded", found.get(), me, Map.of());
            return true;
        });
        if (!deleted) return new Refused(Refusal.NOT_A_DRAFT);
        documents.discard(found.get(), ContentHash.of(base.hash()));
        var upload = found.get().upload().hash();
        if (!upload.equals(base.hash())) documents.discard(found.get(), ContentHash.of(upload));
        return new Done(found.get());
    }

    /// Step 1: freezes the words, makes all signature fields, and asks whoever is first.
    public ContractOutcome send(CurrentUser me, ContractId id) throws IOException {
        var found = registers.contracts().find(id).filter(contract -> Contracts.maySteer(me, contract));
        if (found.isEmpty()) return new Unknown();
        var draft = found.get();
        if (draft.state() != ContractState.DRAFT) return new Refused(Refusal.NOT_A_DRAFT);
        var missing = DraftRules.sending(draft, writing.clock().instant());
        if (missing.isPresent()) return new Refused(missing.get());
        if (unknownRule(draft.terms())) return new Refused(Refusal.RULE_UNKNOWN);

        try (var document = documents.open(draft)) {
            var places = draft.parties().stream().map(Drafts::fieldPlace).toList();
            return send(me, draft, PdfPreparation.prepare(document, documents.digest(draft, document), places));
        } catch (PdfRefused e) {
            return new Refused(Uploads.refusal(e));
        }
    }

    private ContractOutcome send(CurrentUser me, Contract draft, PdfPreparation.Prepared prepared) throws IOException {
        var bytes = prepared.fields().bytes();
        var kept = documents.receive(draft, List.of(bytes));
        var increment = new Stored(1, null, kept.hash().toString(), bytes.length, 0, 0, null);
        try {
            var sent = writing.transactions().execute(_ -> freeze(me, draft, prepared, increment));
            if (sent instanceof Done)
                documents.keep(draft.id(), 1, prepared.fields().digest());
            else documents.discard(draft, kept.hash());
            return sent;
        } catch (RuntimeException e) {
            documents.discard(draft, kept.hash());
            throw e;
        }
    }

    private ContractOutcome freeze(CurrentUser me, Contract draft, PdfPreparation.Prepared prepared, Stored increment) {
        var id = draft.id();
        var now = writing.clock().instant();
        var current = registers.contracts().findForUpdate(id);
        if (current.isEmpty()) return new Unknown();
        var unchanged = current.get().terms().equals(draft.terms())
                && current.get().parties().equals(draft.parties());
        if (!unchanged || !registers.contracts().send(id, prepared.timestampField(), now)) {
            return new Refused(Refusal.NOT_A_DRAFT);
        }
        registers.increments().add(id, increment, now);
        for (var party : draft.parties()) {
            registers.parties().nameField(party.id(), prepared.fieldNames().get(party.position()));
        }
        var sent = registers.contracts().find(id).orElseThrow();
        sent.turn().forEach(party -> registers.parties().ask(party.id()));
        record("contract-sent", sent, me, Map.of("fields", increment.hash()));
        announcements.ask(sent, sent.turn(), now);
        return new Done(registers.contracts().find(id).orElseThrow());
    }

    private boolean unknownRule(Terms terms) {
        var rule = terms.requirement();
        return rule != null && writing.requirements().find(rule).isEmpty();
    }

    private void record(String kind, Contract contract, CurrentUser me, Map<String, String> facts) {
        journal.append(new Act(kind, contract.id().toString(), me.user().id().toString(), facts));
    }

    private static FieldPlace fieldPlace(Party party) {
        var place = Objects.requireNonNull(party.place());
        var name = "Wariin-" + (party.position() + 1);
        return new FieldPlace(name, place.page(), place.x(), place.y(), place.width(), place.height());
    }

    /// The sender's own side is who sends, whatever the form says.
    private static Draft withSender(Draft draft, Party sender) {
        var sides = draft.parties().stream()
                .map(side -> side.sender()
                        ? new Draft.Side(
                                true,
                                sender.email(),
                                sender.name(),
                                sender.organisation(),
                                sender.language(),
                                side.place())
                        : side)
                .toList();
        return new Draft(draft.terms(), sides);
    }

    private static Terms stripped(Terms terms) {
        return new Terms(
                Uploads.oneLine(terms.title()),
                terms.amount(),
                terms.currency(),
                terms.deadline(),
                terms.order(),
                terms.message().replaceAll("[\\p{Cntrl}&&[^\r\n\t]]", "").strip(),
                terms.requirement());
    }

    private static List<Party> parties(Draft draft) {
        var parties = new ArrayList<Party>();
        for (var side : draft.parties()) {
            parties.add(Uploads.party(new PartyId(UUID.randomUUID()), parties.size(), side));
        }
        return parties;
    }
}

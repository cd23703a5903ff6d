package wariin.contract;

import java.util.List;
import org.springframework.stereotype.Service;
import wariin.identity.Accounts;
import wariin.identity.User;
import wariin.identity.UserId;
import wariin.journal.Journal;
import wariin.journal.JournalEntry;

/// What happened to a contract, as the event log has it.
@Service
public class Timeline {

    private final Journal journal;
    private final Accounts accounts;

    Timeline(Journal journal, Accounts accounts) {
        this.journal = journal;
        this.accounts = accounts;
    }

    /// Oldest first; the caller has checked whose contract it is.
    public List<TimelineEntry> of(Contract contract) {
        return journal.about(contract.id().toString()).stream()
                .map(entry -> entry(contract, entry))
                .toList();
    }

    private TimelineEntry entry(Contract contract, JournalEntry entry) {
        var act = entry.act();
        return new TimelineEntry(
                entry.at(), act.kind(), who(contract, act.actor()), act.facts(), entry.id().toString(), entry.index());
    }

    /// A person, with the side they stand on where they have one.
    private String who(Contract contract, String actor) {
        if (actor.equals("system")) return "";
        var user = accounts.findUser(UserId.of(actor));
        var side = user.flatMap(contract::partyOf).map(Party::organisation).orElse("");
        return (user.map(User::name).orElse("") + (side.isEmpty() ? "" : " (" + side + ")")).strip();
    }
}

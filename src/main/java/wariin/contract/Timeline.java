package wariin.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import wariin.identity.Accounts;
import wariin.identity.User;
import wariin.identity.UserId;
import wariin.journal.Journal;
import wariin.journal.JournalEntry;

/// What happened to a contract, as the event log has it.
@Service
public class Timeline {

    /// One act as the log has it. The index is absent until the log has given the entry its place in the tree.
    public record Entry(
            Instant at,
            String kind,
            String who,
            Map<String, String> facts,
            String leaf,
            @Nullable Long index) {}

    private final Journal journal;
    private final Accounts accounts;

    Timeline(Journal journal, Accounts accounts) {
        this.journal = journal;
        this.accounts = accounts;
    }

    /// Oldest first; the caller has checked whose contract it is.
    public List<Entry> of(Contract contract) {
        return journal.about(contract.id().toString()).stream()
                .map(entry -> entry(contract, entry))
                .toList();
    }

    private Entry entry(Contract contract, JournalEntry entry) {
        var act = entry.act();
        return new Entry(
                entry.at(),
                act.kind(),
                who(contract, act.actor()),
                act.facts(),
                entry.id().toString(),
                entry.index());
    }

    /// A person, with the side they stand on where they have one.
    private String who(Contract contract, String actor) {
        if (actor.equals("system")) return "";
        var user = accounts.findUser(UserId.of(actor));
        var side = user.flatMap(contract::partyOf).map(Party::organisation).orElse("");
        return (user.map(User::name).orElse("") + (side.isEmpty() ? "" : " (" + side + ")")).strip();
    }
}

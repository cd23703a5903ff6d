package wariin.journal;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Appends acts and proves them. The numbered steps are those of docs/flows/log.md.
@Service
public class Journal {

    Journal() {}

    /// Records an act in the caller's transaction, which must exist: no act lacks its record, no record its act.
    public EntryId append(Act act) {
        throw new UnsupportedOperationException();
    }

    /// What happened to a thing, oldest first.
    public List<JournalEntry> about(String subject) {
        throw new UnsupportedOperationException();
    }

    public Optional<JournalEntry> find(EntryId id) {
        throw new UnsupportedOperationException();
    }

    /// The proof of an entry against the newest checkpoint; empty while it waits for the next integration.
    public Optional<Inclusion> inclusion(EntryId id) {
        throw new UnsupportedOperationException();
    }

    /// The newest signed checkpoint (C2SP tlog-checkpoint).
    public String checkpoint() {
        throw new UnsupportedOperationException();
    }

    /// Gives all committed entries their place in the tree and signs the checkpoint; never inside a transaction.
    public void integrate() {
        throw new UnsupportedOperationException();
    }
}

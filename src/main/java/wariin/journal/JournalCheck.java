package wariin.journal;

import java.util.List;

/// What the recomputation of the log found; no problem means that it is whole.
///
/// @param entries how many are in the tree
/// @param waiting how many wait for their place
public record JournalCheck(long entries, long waiting, List<String> problems) {

    public boolean whole() {
        return problems.isEmpty();
    }
}

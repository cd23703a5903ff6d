package wariin.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An act as it is recorded.
///
/// @param index the place in the tree, absent until the next integration
public record JournalEntry(
        EntryId id, Instant at, Act act, @Nullable Long index) {}

package wariin.trustlist;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One row of the history of issues: what was tried, and what became of it.
///
/// @param sha256 in hex; null unless it was published
/// @param reasons why it was refused; null unless it was
public record IssueSummary(
        long sequence,
        State state,
        Instant issued,
        @Nullable Instant nextUpdate,
        int signer,
        Cause cause,
        @Nullable String sha256,
        @Nullable String reasons) {

    /// A list is intended before it is signed, and settled once.
    public enum State {
        INTENDED,
        ISSUED,
        REFUSED,
        BURNED
    }

    /// Why a list is issued.
    public enum Cause {
        /// The register or the scheme changed.
        CHANGE,
        /// Its time came.
        RENEWAL,
        /// The operator asked for it.
        REQUEST,
        /// The scheme ends.
        CLOSURE
    }
}

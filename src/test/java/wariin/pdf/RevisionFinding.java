package wariin.pdf;

/// A change in an update after a signature: the revision (counted from 1) that holds it, the object, and what it did.
public record RevisionFinding(int revision, String signature, Kind kind, String detail) {

    /// Whether the update did only what later parties may do.
    public enum Kind {
        /// A field was filled, signed or time-stamped, or validation data was added.
        ALLOWED,
        /// Something else was changed: the signature does not cover what is shown now.
        MODIFIED
    }
}

package wariin.procurement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wariin.site.Bilingual;

/// A source of facts as it stood when an answer was given: which issue of it, and whether it may be relied upon.
///
/// @param code short name: `jts`, `ccadb`, or that of an imported list
/// @param sequence of a trusted list; absent for other files
/// @param sha256 of the file, in hex
/// @param issued of a list its issue, of another file its import
/// @param freshUntil after that it says nothing any more
public record SourceStanding(
        String code,
        Kind kind,
        Bilingual title,
        State state,
        @Nullable Long sequence,
        @Nullable String sha256,
        @Nullable Instant issued,
        @Nullable Instant freshUntil) {

    /// What a source is.
    public enum Kind {
        OWN_LIST,
        EU_LIST,
        OTHER_LIST,
        CCADB
    }

    /// Whether a source may be relied upon.
    public enum State {
        FRESH,
        STALE,
        ABSENT
    }
}

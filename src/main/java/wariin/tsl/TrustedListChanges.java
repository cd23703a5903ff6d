package wariin.tsl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What changed from one list to another.
public final class TrustedListChanges {

    public enum Kind {
        SCHEME_CHANGED,
        PROVIDER_ADDED,
        PROVIDER_CHANGED,
        PROVIDER_REMOVED,
        SERVICE_ADDED,
        STATUS_CHANGED,
        SERVICE_CHANGED,
        HISTORY_CHANGED,
        SERVICE_REMOVED
    }

    /// One change: of whom, of which service (in their languages), of which field, from what to what.
    public record Change(
            Kind kind,
            List<LangText> provider,
            List<LangText> service,
            String field,
            @Nullable String before,
            @Nullable String after) {}

    private TrustedListChanges() {}

    public static List<Change> between(TrustedList before, TrustedList after) {
        throw new UnsupportedOperationException();
    }
}

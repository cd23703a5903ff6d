package wariin.validation;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A signature dictionary as it stands in the file (ISO 32000-2, 12.8.1), and what is wrong with its place.
///
/// @param rangeEnd where the signed bytes end; 0 when the byte range is unusable
/// @param faults keys of sentences; any of them fails the signature
record SignaturePlace(
        String field,
        boolean timestamp,
        List<Long> byteRange,
        int rangeEnd,
        int revision,
        byte[] contents,
        @Nullable Integer certification,
        @Nullable Lock lock,
        List<String> faults) {

    /// The fields that a signature locks (ISO 32000-2, table 255).
    record Lock(String action, Set<String> fields) {
        boolean covers(String field) {
            return switch (action) {
                case "All" -> true;
                case "Include" -> fields.contains(field);
                case "Exclude" -> !fields.contains(field);
                default -> false;
            };
        }
    }

    /// Whether this signature lets a later party do this.
    boolean allows(RevisionStep.Change change) {
        var locked = lock != null && change.detail() != null && lock.covers(change.detail());
        return switch (change.kind()) {
            case TIMESTAMP_ADDED, VALIDATION_DATA_ADDED, METADATA_CHANGED -> true;
            case SIGNATURE_ADDED, FIELD_FILLED, FIELD_ADDED ->
                !locked && !Integer.valueOf(1).equals(certification);
            case ANNOTATION_ADDED, ANNOTATION_CHANGED -> Integer.valueOf(3).equals(certification);
            case PAGE_CONTENT_CHANGED,
                    PAGES_CHANGED,
                    SIGNED_FIELD_CHANGED,
                    FIELD_REMOVED,
                    OBJECT_REPLACED,
                    MISSING_OBJECT_SUPPLIED,
                    OBJECT_FREED,
                    CATALOG_CHANGED,
                    BYTES_OUTSIDE_OBJECTS,
                    UNREADABLE_REVISION -> false;
        };
    }
}

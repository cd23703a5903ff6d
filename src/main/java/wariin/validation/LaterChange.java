package wariin.validation;

import org.jspecify.annotations.Nullable;

/// One thing that changed in a later revision than the signed one, and whether a signed document allows it.
///
/// @param page counted from one
/// @param detail a field name or an object number, for people
public record LaterChange(
        Kind kind,
        boolean allowed,
        int revision,
        @Nullable Integer page,
        @Nullable String detail) {

    /// What changed. The first six are allowed after a signature, where its certification and locks permit.
    public enum Kind {
        SIGNATURE_ADDED,
        TIMESTAMP_ADDED,
        VALIDATION_DATA_ADDED,
        FIELD_FILLED,
        FIELD_ADDED,
        METADATA_CHANGED,
        PAGE_CONTENT_CHANGED,
        PAGES_CHANGED,
        ANNOTATION_ADDED,
        ANNOTATION_CHANGED,
        SIGNED_FIELD_CHANGED,
        FIELD_REMOVED,
        OBJECT_REPLACED,
        MISSING_OBJECT_SUPPLIED,
        OBJECT_FREED,
        CATALOG_CHANGED,
        BYTES_OUTSIDE_OBJECTS,
        UNREADABLE_REVISION
    }
}

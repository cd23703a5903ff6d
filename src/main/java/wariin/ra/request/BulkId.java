package wariin.ra.request;

import java.util.UUID;

/// Names one upload of many requests; knowing it gives no access.
public record BulkId(UUID value) {

    public static BulkId of(String text) {
        return new BulkId(UUID.fromString(text));
    }

    public static BulkId random() {
        return new BulkId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package wariin.ra.desk;

import java.util.UUID;

/// Names a registration desk; knowing it gives no access.
public record DeskId(UUID value) {

    public static DeskId of(String text) {
        return new DeskId(UUID.fromString(text));
    }

    static DeskId random() {
        return new DeskId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

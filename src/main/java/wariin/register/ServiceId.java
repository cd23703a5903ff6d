package wariin.register;

import java.util.UUID;

/// Names a trust service; its registration number is another thing and may change.
public record ServiceId(UUID value) {

    public static ServiceId of(String text) {
        return new ServiceId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package wariin.keys;

import java.util.UUID;

/// The name of a key pair.
public record KeyId(UUID value) {

    public static KeyId of(String text) {
        return new KeyId(UUID.fromString(text));
    }

    static KeyId random() {
        return new KeyId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package wariin.seal;

import java.util.UUID;

/// Names a seal, also one that is only suggested and not yet kept.
public record SealId(UUID value) {

    public static SealId of(String text) {
        return new SealId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package wariin.register;

import java.util.UUID;

/// Names a provider of trust services; is not its corporate number.
public record ProviderId(UUID value) {

    public static ProviderId of(String text) {
        return new ProviderId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

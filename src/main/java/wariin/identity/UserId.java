package wariin.identity;

import java.util.UUID;

/// Names a person; says nothing about who it is.
public record UserId(UUID value) {

    public static UserId of(String text) {
        return new UserId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

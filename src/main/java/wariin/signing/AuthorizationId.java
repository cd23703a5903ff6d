package wariin.signing;

import java.util.UUID;

/// Names the authorization to sign one hash once.
public record AuthorizationId(UUID value) {

    public static AuthorizationId of(String text) {
        return new AuthorizationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

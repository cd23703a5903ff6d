package wariin.signing;

import java.util.UUID;

/// Names a signing credential: one key with its certificate (CSC API v2, credentialID).
public record CredentialId(UUID value) {

    public static CredentialId of(String text) {
        return new CredentialId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package wariin.keys.pkcs11;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import wariin.keys.KeysUnusable;

/// Says in the token to which installation the keys of a label belong: a data object (PKCS #11 V2.40, 4.5) with the
/// label, and the installation's id as its value, which is seen only with the PIN.
final class TokenMarker {
    private static final Attribute OURS = Attribute.application("wariin");

    private final Token token;
    private final String label;
    private final String installation;

    TokenMarker(Token token, String label, UUID installation) {
        this.token = token;
        this.label = label;
        this.installation = installation.toString();
    }

    /// Takes the label for this installation, or refuses if it is another one's. Safe to repeat, also by several
    /// servers
    /// of one installation at once.
    ///
    /// @param mayTake whether a label without a marker can be taken: it has no keys, or keys that this one uses
    void claim(boolean mayTake) {
        if (belongsToAnother()) throw taken();
        if (isMarked()) return;
        if (!mayTake) throw taken();
        token.make(session -> {
            token.library()
                    .store(
                            session,
                            Attribute.DATA,
                            Attribute.IN_TOKEN,
                            Attribute.PRIVATE,
                            Attribute.NOT_MODIFIABLE,
                            OURS,
                            Attribute.label(label),
                            Attribute.value(installation));
            return true;
        });
        // Of two that took it at once each sees the other now: neither keeps it, and the next to start has it.
        if (!belongsToAnother()) return;
        takeBack();
        throw taken();
    }

    private boolean isMarked() {
        return token.use(session -> !token.library()
                .find(session, Attribute.DATA, OURS, Attribute.label(label), Attribute.value(installation))
                .isEmpty());
    }

    private boolean belongsToAnother() {
        return token.use(session -> token.library().find(session, Attribute.DATA, OURS).stream()
                .anyMatch(marker -> isAnothers(session, marker)));
    }

    private boolean isAnothers(long session, long marker) {
        try {
            return overlaps(text(session, marker, Attribute.LABEL))
                    && !text(session, marker, Attribute.VALUE).equals(installation);
        } catch (CryptokiFailure refused) {
            // Whoever put it there has just taken it back.
            if (refused.code() == CryptokiFailure.OBJECT_HANDLE_INVALID) return false;
            throw refused;
        }
    }

    /// Keys have the label and a slash before their own name: so a label with a slash may be within another one.
    private boolean overlaps(String other) {
        return (other + "/").startsWith(label + "/") || (label + "/").startsWith(other + "/");
    }

    private void takeBack() {
        token.use(session -> {
            for (var marker : token.library()
                    .find(session, Attribute.DATA, OURS, Attribute.label(label), Attribute.value(installation))) {
                token.library().destroy(session, marker);
            }
            return true;
        });
    }

    private String text(long session, long object, long type) {
        return new String(token.library().attribute(session, object, type), StandardCharsets.UTF_8);
    }

    private KeysUnusable taken() {
        return new KeysUnusable("The keys with the label " + label + " in " + token.description()
                + " belong to another installation: give this one a label of its own with wariin.keys.pkcs11.label");
    }
}

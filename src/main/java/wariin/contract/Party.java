package wariin.contract;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wariin.identity.User;

/// One side of a contract, known by its e-mail address; whoever has confirmed that address acts for it.
public record Party(
        PartyId id,
        int position,
        boolean sender,
        String email,
        String name,
        @Nullable String organisation,
        Locale language,
        @Nullable String field,
        State state,
        @Nullable Place place,
        @Nullable Instant viewedAt,
        @Nullable Instant signedAt) {

    /// How far a party is.
    public enum State {
        WAITING,
        ASKED,
        VIEWED,
        SIGNED,
        REJECTED
    }

    public boolean is(User user) {
        return email.equalsIgnoreCase(user.email());
    }

    public boolean signed() {
        return state == State.SIGNED;
    }

    /// The signature field made for this party when the contract was sent.
    String signatureField() {
        if (field == null) throw new IllegalStateException("The contract has not been sent");
        return field;
    }

    /// How the party is called in a sentence.
    public String title() {
        return organisation == null ? name : organisation;
    }
}

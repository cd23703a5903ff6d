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
        PartyState state,
        @Nullable Place place,
        @Nullable Instant viewedAt,
        @Nullable Instant signedAt) {

    public boolean is(User user) {
        return email.equalsIgnoreCase(user.email());
    }

    public boolean signed() {
        return state == PartyState.SIGNED;
    }

    /// The signature field made for this party; unique in the file.
    String field() {
        return "Wariin-" + (position + 1);
    }

    /// How the party is called in a sentence.
    public String title() {
        return organisation == null ? name : organisation;
    }
}

package wariin.seal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wariin.identity.OrganisationId;
import wariin.identity.UserId;

/// A seal that an organisation's signers (no owner) or one person (owner) may press.
/// @param made null for a seal that is only suggested from the names
public record Seal(
        SealId id,
        OrganisationId organisation,
        @Nullable UserId owner,
        String name,
        SealDesign design,
        @Nullable Instant made) {

    public boolean suggested() {
        return made == null;
    }

    public boolean personal() {
        return owner != null;
    }
}

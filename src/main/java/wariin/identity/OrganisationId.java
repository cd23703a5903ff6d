package wariin.identity;

import java.util.UUID;

/// Names an organisation; is not its corporate number.
public record OrganisationId(UUID value) {

    public static OrganisationId of(String text) {
        return new OrganisationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

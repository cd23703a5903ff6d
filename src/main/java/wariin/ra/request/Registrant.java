package wariin.ra.request;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wariin.company.CorporateNumber;

/// Whom or what a certificate shall name, as somebody stated it; what of it is true, evidence says.
///
/// @param organisationName empty for a person who acts for nobody
/// @param dnsNames of a device
public record Registrant(
        String commonName,
        @Nullable String givenName,
        @Nullable String surname,
        @Nullable String pseudonym,
        @Nullable String title,
        @Nullable CorporateNumber organisation,
        String organisationName,
        @Nullable String email,
        List<String> dnsNames) {

    public Registrant {
        dnsNames = List.copyOf(dnsNames);
    }

    /// A person, in the name of an organisation or of nobody.
    public static Registrant person(
            String givenName,
            String surname,
            @Nullable CorporateNumber organisation,
            String organisationName,
            @Nullable String email) {
        return new Registrant(
                surname + " " + givenName,
                givenName,
                surname,
                null,
                null,
                organisation,
                organisationName,
                email,
                List.of());
    }

    /// An organisation itself.
    public static Registrant organisation(CorporateNumber number, String name, @Nullable String email) {
        return new Registrant(name, null, null, null, null, number, name, email, List.of());
    }

    /// A machine of an organisation.
    public static Registrant device(
            @Nullable CorporateNumber organisation, String organisationName, List<String> dnsNames) {
        var first = dnsNames.isEmpty() ? "" : dnsNames.getFirst();
        return new Registrant(first, null, null, null, null, organisation, organisationName, null, dnsNames);
    }
}

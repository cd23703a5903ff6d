package wariin.register;

import org.jspecify.annotations.Nullable;
import wariin.company.CorporateNumber;
import wariin.site.Bilingual;

/// What the register says of a provider; each change makes a new version and none is lost.
///
/// @param sample made up for a demonstration, which every page that shows it says
public record ProviderDescription(
        Bilingual name,
        @Nullable Bilingual tradeName,
        @Nullable CorporateNumber number,
        PostalAddress address,
        String email,
        String website,
        boolean sample) {

    public ProviderDescription {
        if (!email.matches("[^@\\s]{1,64}@[^@\\s]{1,190}")) {
            throw new IllegalArgumentException("A provider can be reached by e-mail");
        }
        website = WebAddress.checked(website);
    }
}

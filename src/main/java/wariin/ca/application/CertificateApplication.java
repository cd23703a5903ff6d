package wariin.ca.application;

import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wariin.x509.AlternativeName;
import wariin.x509.CertificateProfile;
import wariin.x509.DistinguishedName;

/// What a certificate shall say by one of the profiles; who applies vouches for what it says.
///
/// @param validity how long it shall be valid; the longest that the profile allows if absent
/// @param policy one more policy beside those of the profile, such as that of an {@link AssuranceLevel}
/// @param holder the id of whoever has the private key, never a name
public record CertificateApplication(
        CertificateProfile profile,
        PublicKey key,
        DistinguishedName subject,
        List<AlternativeName> names,
        @Nullable Duration validity,
        @Nullable String policy,
        String holder) {

    public CertificateApplication {
        names = List.copyOf(names);
    }
}

package wariin.ra.desk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import wariin.x509.CertificateProfile;

/// The profiles that a desk can ask for: those of holders, not of authorities or of single acts.
public final class HolderProfiles {

    private static final Set<String> PEOPLE = Set.of("person", "mail-sponsor", "mail-multipurpose");
    private static final Set<String> NAMES =
            Set.of("person", "mail-sponsor", "mail-multipurpose", "mail-organisation", "organisation-seal", "device");

    private HolderProfiles() {}

    /// The newest version of each, those of people first.
    public static List<CertificateProfile> all() {
        return List.of(
                CertificateProfile.PERSON,
                CertificateProfile.MAIL_SPONSOR,
                CertificateProfile.MAIL_MULTIPURPOSE,
                CertificateProfile.MAIL_ORGANISATION,
                CertificateProfile.ORGANISATION_SEAL,
                CertificateProfile.DEVICE);
    }

    public static Optional<CertificateProfile> find(String id) {
        return CertificateProfile.all().stream()
                .filter(profile -> profile.id().equals(id) && NAMES.contains(profile.name()))
                .findFirst();
    }

    /// Whether it names a person, of whom there must be evidence.
    public static boolean ofPerson(CertificateProfile profile) {
        return PEOPLE.contains(profile.name());
    }
}

package wariin.ra.desk;

import java.util.Optional;
import java.util.Set;
import wariin.company.CorporateNumber;

/// What a desk may register for, by evidence that is young enough. Comparing is the whole of its work.
///
/// @param mailDomains in ASCII and small letters; they stand for DNS names of devices too
/// @param profiles ids such as {@code mail-sponsor/1}
public record DeskScope(Set<CorporateNumber> organisations, Set<String> mailDomains, Set<String> profiles) {

    public DeskScope {
        organisations = Set.copyOf(organisations);
        mailDomains = Set.copyOf(mailDomains);
        profiles = Set.copyOf(profiles);
    }

    public boolean covers(CorporateNumber organisation) {
        return organisations.contains(organisation);
    }

    /// The domain itself or one below it: what ends with the same letters but not at a dot is another domain.
    public boolean covers(DomainName domain) {
        return covering(domain).isPresent();
    }

    /// The domain of the scope that this one is, or lies below.
    Optional<String> covering(DomainName domain) {
        return mailDomains.stream().filter(domain::within).findFirst();
    }

    public boolean coversProfile(String profile) {
        return profiles.contains(profile);
    }
}

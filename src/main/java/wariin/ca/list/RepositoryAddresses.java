package wariin.ca.list;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import wariin.ca.authority.Authority;
import wariin.ca.authority.CaSettings;
import wariin.site.SiteSettings;

/// Where lists are, as certificates of all years say it.
///
/// A certificate keeps the address of its day. So a list that is one of several names all addresses that there ever
/// were: relying parties take it when one of its names is that of the certificate, octet for octet (RFC 5280, 6.3.3).
@Component
class RepositoryAddresses {
    private final RepositoryRegister register;
    private final CaSettings settings;
    private final SiteSettings site;
    private final Clock clock;
    private volatile List<String> known = List.of();

    RepositoryAddresses(RepositoryRegister register, CaSettings settings, SiteSettings site, Clock clock) {
        this.register = register;
        this.settings = settings;
        this.site = site;
        this.clock = clock;
    }

    /// Nothing for a full list, which is the same wherever it is.
    List<String> of(Authority authority, int shard) {
        if (authority.shards() == 1) return List.of();
        return addresses().stream()
                .map(address -> address + authority.listPath(shard))
                .toList();
    }

    private List<String> addresses() {
        var now = Objects.requireNonNullElseGet(settings.repositoryUrl(), site::baseUrl);
        if (!known.contains(now)) {
            register.add(now, clock.instant());
            known = register.all();
        }
        return known;
    }
}

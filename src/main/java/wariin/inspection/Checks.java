package wariin.inspection;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// The machine checks there are, and those that catalogues name but only people can do.
@Component
class Checks {

    /// What they need stands in buildings, devices or systems that this platform cannot see.
    static final Set<String> BY_HAND = Set.of(
            "cmvp-certificate-lookup",
            "destroyed-key-reuse-test",
            "inventory-reconcile",
            "dtbs-hash-check",
            "revoked-cert-sign-attempt",
            "fixity-check");

    private final List<Check> checks;

    Checks(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    Optional<Check> find(String name, Inspected service) {
        return checks.stream()
                .filter(check -> check.name().equals(name) && check.fits(service))
                .findFirst();
    }
}

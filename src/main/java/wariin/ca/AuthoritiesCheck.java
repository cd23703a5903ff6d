package wariin.ca;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import org.springframework.stereotype.Component;
import wariin.ca.ceremony.Authorities;
import wariin.ca.status.RevocationLists;
import wariin.doctor.Finding;
import wariin.doctor.HealthCheck;

/// Are the authorities' certificates and lists good for the time to come?
@Component
class AuthoritiesCheck implements HealthCheck {
    private static final Duration SOON = Duration.ofDays(180);
    private static final Duration BRING_LIST = Duration.ofDays(30);
    private static final Duration LATEST_LIST = Duration.ofDays(2);

    private final Authorities authorities;
    private final RevocationLists lists;
    private final Clock clock;

    AuthoritiesCheck(Authorities authorities, RevocationLists lists, Clock clock) {
        this.authorities = authorities;
        this.lists = lists;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "Certification authorities";
    }

    @Override
    public Finding look() {
        var now = clock.instant();
        var ending = new ArrayList<String>();
        for (var authority : authorities.all()) {
            if (endsSoon(authority.certificate())) ending.add(authority.name());
            var list = lists.summary(authority.name());
            if (list.isEmpty()) {
                return Finding.sick(
                        "The revocation list of " + authority.name() + " is missing.",
                        "Look into the log for what keeps it from being published, or take in the list of a root"
                                + " whose key is kept elsewhere.");
            }
            if (authority.key() == null) {
                var until = lists.newest(authority.name()).orElseThrow().nextUpdate();
                if (until.isBefore(now)) {
                    return Finding.sick(
                            "The revocation list of " + authority.name() + " ended " + until + ".",
                            "Have the next one made where its key is kept (./wariin pki list) and bring it here.");
                }
                if (until.isBefore(now.plus(BRING_LIST))) ending.add("the list of " + authority.name());
                continue;
            }
            if (list.get().thisUpdate().isBefore(now.minus(LATEST_LIST))) {
                return Finding.sick(
                        "The revocation list of " + authority.name() + " is from "
                                + list.get().thisUpdate() + ".",
                        "Look into the log for what keeps new lists from being published.");
            }
        }
        for (var unit : authorities.units()) {
            if (unit.endOfKeyUsage().isBefore(now.plus(SOON))) ending.add(unit.name());
        }
        return ending.isEmpty()
                ? Finding.healthy("Certificates and revocation lists of all authorities are current.")
                : Finding.watch(
                        "The time of " + String.join(", ", ending) + " ends soon.",
                        "Plan the change to a new generation of authorities, or bring the next list of a root whose key"
                                + " is kept elsewhere: see /operator/authorities.");
    }

    private boolean endsSoon(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant().isBefore(clock.instant().plus(SOON));
    }
}

package wariin.ca;

import org.springframework.stereotype.Component;
import wariin.ca.HierarchyPlan.PlannedAuthority;

/// Requests out and certificates in, for authorities whose issuer is kept elsewhere.
@Component
class OfflineCeremony {

    void takeIn(CeremonySteps steps, HierarchyPlan plan) {}

    void request(CeremonySteps steps, PlannedAuthority planned, int generation) {
        throw new UnsupportedOperationException("follows");
    }

    void refuseToGoOnWithout(HierarchyPlan plan) {}
}

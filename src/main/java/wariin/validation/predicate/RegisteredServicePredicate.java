package wariin.validation.predicate;

import eu.europa.esig.dss.model.tsl.TrustServiceStatusAndInformationExtensions;
import eu.europa.esig.dss.tsl.function.TrustAnchorPeriodPredicate;
import java.util.List;

/// True for the times in which a service of our list was registered: recognised by its coarse status, and registered
/// by the fine one in its AdditionalServiceInformation (TS 119 612, 5.5.4 and 5.5.9.4).
///
/// For {@code TLSource.setTrustAnchorValidityPredicate}. A state with a coarse status alone counts as it says, so other
/// national lists can be read with it too. That a gap between two registered times is not trusted needs {@link
/// RegisteredTimesSource}: the library's own source merges both into one.
public final class RegisteredServicePredicate implements TrustAnchorPeriodPredicate {

    private static final String RECOGNISED =
            "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/recognisedatnationallevel";
    private static final String STATUS = "urn:wariin:register:status:";
    private static final String REGISTERED = STATUS + "registered";

    /// For {@code TLSource}.
    public RegisteredServicePredicate() {}

    @Override
    public boolean test(TrustServiceStatusAndInformationExtensions state) {
        if (!RECOGNISED.equals(state.getStatus())) return false;
        var information = state.getAdditionalServiceInfoUris();
        return (information == null ? List.<String>of() : information)
                .stream().filter(uri -> uri.startsWith(STATUS)).allMatch(REGISTERED::equals);
    }
}

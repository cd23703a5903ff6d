package wariin.tsl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The status of a registration, which stands as an address with a reason in the additional information of a state,
/// beside the coarse status that every consumer understands (TS 119 612, 5.5.4 and 5.5.9.4).
public enum FineStatus {
    REGISTERED("registered"),
    SUSPENDED("suspended"),
    WITHDRAWN("withdrawn"),
    EXPIRED("expired");

    /// The coarse status of a registered service.
    public static final String RECOGNISED =
            "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/recognisedatnationallevel";

    /// The coarse status of every other.
    public static final String DEPRECATED =
            "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/deprecatedatnationallevel";

    /// Beside it stands the registration number.
    public static final String NUMBER = "urn:wariin:register:number";

    /// Beside it stands the version of the criteria that the service was assessed against.
    public static final String CRITERIA = "urn:wariin:register:criteria";

    /// Beside it stands the last day of the registration.
    public static final String VALID_UNTIL = "urn:wariin:register:valid-until";

    private static final String BASE = "urn:wariin:register:status:";

    private final String uri;

    FineStatus(String name) {
        this.uri = BASE + name;
    }

    /// The address in the additional information; beside it stands the reason's code.
    public String uri() {
        return uri;
    }

    /// The coarse status that goes with it.
    public String coarse() {
        return this == REGISTERED ? RECOGNISED : DEPRECATED;
    }

    /// What a state says of itself; empty where it says nothing, as in lists of others. Where it says two things, the
    /// worse one holds.
    public static Optional<FineStatus> of(ServiceState state) {
        return all(state).stream().max(Comparator.naturalOrder());
    }

    static List<FineStatus> all(ServiceState state) {
        var found = new ArrayList<FineStatus>(1);
        for (var extension : state.extensions()) {
            if (!(extension instanceof Extension.AdditionalInformation information)) continue;
            for (var status : values()) {
                if (status.uri.equals(information.uri().text())) found.add(status);
            }
        }
        return found;
    }
}

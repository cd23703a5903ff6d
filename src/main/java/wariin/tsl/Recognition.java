package wariin.tsl;

import java.util.Set;

/// The coarse statuses under which a service is recognised: those of today, and those that only stand in histories
/// since July 2016 (TS 119 612, 5.5.4 and annex D).
final class Recognition {
    private static final String BASE = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/";
    private static final Set<String> GRANTING = Set.of(
            BASE + "granted",
            BASE + "recognisedatnationallevel",
            BASE + "setbynationallaw",
            BASE + "undersupervision",
            BASE + "supervisionincessation",
            BASE + "accredited");

    private Recognition() {}

    static boolean grants(String status) {
        return GRANTING.contains(status);
    }
}

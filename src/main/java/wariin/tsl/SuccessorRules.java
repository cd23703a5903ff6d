package wariin.tsl;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import wariin.tsl.ListVerdict.Code;
import wariin.tsl.ListVerdict.Fault;

/// The rules for a list as successor of the one before: it is newer, forgets nothing, and changes nothing
/// retroactively (TS 119 612, 5.3.2, 5.3.12, 5.3.14 and 5.5.5).
final class SuccessorRules {
    private SuccessorRules() {}

    static List<Fault> faults(TrustedList before, TrustedList list) {
        var faults = new Faults();
        faults.require(list.sequence() > before.sequence(), Code.SEQUENCE);
        faults.require(list.issued().isAfter(before.issued()), Code.ISSUED_BEFORE_LAST);
        var known = services(before);
        var now = services(list);
        known.forEach((key, service) -> {
            faults.at(LangText.in("en", service.current().names()));
            var successor = now.get(key);
            if (successor == null) {
                faults.require(false, Code.HISTORY_LOST);
            } else {
                compare(service, successor, list.issued(), faults);
            }
        });
        now.forEach((key, service) -> {
            if (known.containsKey(key)) return;
            faults.at(LangText.in("en", service.current().names()));
            var first = service.states().getLast();
            faults.require(!first.start().isBefore(list.issued()), Code.START_BACKDATED);
        });
        return faults.found();
    }

    private static void compare(TrustService before, TrustService after, Instant issued, Faults faults) {
        var known = before.current().start();
        var kept = after.states().stream()
                .filter(state -> !state.start().isAfter(known))
                .toList();
        var states = before.states();
        var same = kept.size() == states.size();
        for (var n = 0; same && n < kept.size(); n++) same = same(states.get(n), kept.get(n));
        faults.require(same, Code.HISTORY_LOST);
        for (var state : after.states()) {
            faults.require(!state.start().isAfter(known) || !state.start().isBefore(issued), Code.START_BACKDATED);
        }
    }

    /// Names may be corrected; what was true of the service, and since when, may not.
    private static boolean same(ServiceState before, ServiceState after) {
        return before.start().equals(after.start())
                && before.status().equals(after.status())
                && FineStatus.of(before).equals(FineStatus.of(after));
    }

    private static Map<String, TrustService> services(TrustedList list) {
        var services = new HashMap<String, TrustService>();
        for (var provider : list.providers()) {
            for (var service : provider.services()) services.put(ServiceKey.of(service.current()), service);
        }
        return services;
    }
}

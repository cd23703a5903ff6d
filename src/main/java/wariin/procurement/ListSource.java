package wariin.procurement;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import wariin.procurement.SourceStanding.Kind;
import wariin.procurement.SourceStanding.State;
import wariin.site.Bilingual;
import wariin.tsl.FineStatus;
import wariin.tsl.LangText;
import wariin.tsl.ServiceIndex;
import wariin.tsl.TrustedList;

/// A trusted list that was accepted, ready to be asked.
record ListSource(String code, Kind kind, Bilingual title, TrustedList list, String sha256, ServiceIndex index) {

    private static final Set<String> EU = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IS", "IT", "LI",
            "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "EU");

    static ListSource of(String code, Kind kind, TrustedList list, String sha256) {
        var names = list.scheme().schemeNames();
        var title = Bilingual.of(LangText.in("ja", names), LangText.in("en", names));
        var index = ServiceIndex.of(List.of(new ServiceIndex.Listed(list, sha256, code)));
        return new ListSource(code, kind, title, list, sha256, index);
    }

    /// What kind a list is by its own words: ours tells registration numbers, an EU one its member state.
    static Kind kind(TrustedList list) {
        var ours = list.providers().stream()
                .flatMap(provider -> provider.services().stream())
                .anyMatch(service ->
                        service.current().additional(FineStatus.NUMBER).isPresent());
        if (ours) return Kind.OWN_LIST;
        var eu = EU.contains(list.scheme().territory().toUpperCase(Locale.ROOT))
                && list.scheme().listType().contains("/EUgeneric");
        return eu ? Kind.EU_LIST : Kind.OTHER_LIST;
    }

    String territory() {
        return list.scheme().territory();
    }

    SourceStanding standing(Instant now) {
        var next = list.nextUpdate();
        var stale = next != null && !now.isBefore(next);
        return new SourceStanding(
                code, kind, title, stale ? State.STALE : State.FRESH, list.sequence(), sha256, list.issued(), next);
    }
}

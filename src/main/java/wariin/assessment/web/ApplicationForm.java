package wariin.assessment.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import wariin.assessment.Application;
import wariin.company.CorporateNumber;
import wariin.register.AssuranceLevel;
import wariin.register.PostalAddress;
import wariin.register.ProviderDescription;
import wariin.register.ProviderId;
import wariin.register.Reason;
import wariin.register.Sector;
import wariin.register.ServiceDescription;
import wariin.register.ServiceDescription.BuyerFacts;
import wariin.register.ServiceDescription.Component;
import wariin.register.ServiceId;
import wariin.site.Bilingual;

/// The form of an application: what was typed, read into an application or answered with the first fault.
final class ApplicationForm {

    /// The fault's sentence stands under {@code assessment.apply.fault.<key>}.
    static final class Fault extends RuntimeException {
        private final String key;

        Fault(String key) {
            super(key);
            this.key = key;
        }

        String key() {
            return key;
        }
    }

    static final List<String> FACTS = List.of("cost", "security", "support", "continuity", "failures");
    static final int COMPONENTS = 4;
    private static final int LONGEST = 4000;

    private final MultiValueMap<String, String> typed;

    ApplicationForm(MultiValueMap<String, String> typed) {
        this.typed = typed;
    }

    /// @param before the certificates that are there already
    /// @param added DER of those uploaded now
    Application read(List<byte[]> before, List<byte[]> added, boolean sample) {
        var service = service(certificates(before, added));
        return new Application(
                provider(sample), service, checked("disqualification"), text("reason"), ground(), successor());
    }

    private ProviderDescription provider(boolean sample) {
        var name = needed("provider", "provider-name");
        var trade = optional("trade");
        var number = number();
        if (text("street").isEmpty() || text("locality").isEmpty()) throw new Fault("address");
        var country = text("country").isEmpty() ? "JP" : text("country").toUpperCase(java.util.Locale.ROOT);
        if (!country.matches("[A-Z]{2}")) throw new Fault("country");
        var address = new PostalAddress(
                text("addressJa"), text("street"), text("locality"), text("region"), text("postalCode"), country);
        if (!text("email").matches("[^@\\s]{1,64}@[^@\\s]{1,190}")) throw new Fault("email");
        return or(
                "website",
                () -> new ProviderDescription(name, trade, number, address, text("email"), text("website"), sample));
    }

    private @Nullable CorporateNumber number() {
        if (text("number").isEmpty()) return null;
        return or("number", () -> CorporateNumber.of(text("number")));
    }

    private ServiceDescription service(List<byte[]> certificates) {
        var target = text("target");
        if (!target.matches("[a-z][a-z0-9-]{0,31}")) throw new Fault("target");
        var name = needed("service", "service-name");
        var summary = needed("summary", "summary");
        var sectors = new LinkedHashSet<String>();
        for (var sector : typed.getOrDefault("sector", List.of())) {
            if (Sector.of(sector).isPresent()) sectors.add(sector);
        }
        var points = text("supplyPoints")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (points.size() > 20) throw new Fault("supply-points");
        var components = components();
        return or(
                "addresses",
                () -> new ServiceDescription(
                        target,
                        name,
                        summary,
                        sectors,
                        AssuranceLevel.THIRD_PARTY_CERTIFICATION,
                        certificates,
                        points,
                        text("definition"),
                        components,
                        facts()));
    }

    private List<byte[]> certificates(List<byte[]> before, List<byte[]> added) {
        var kept = new ArrayList<byte[]>();
        var dropped = typed.getOrDefault("drop", List.of());
        for (var n = 0; n < before.size(); n++) {
            if (!dropped.contains(String.valueOf(n))) kept.add(before.get(n));
        }
        for (var certificate : added) {
            if (kept.stream().noneMatch(one -> java.util.Arrays.equals(one, certificate))) kept.add(certificate);
        }
        if (kept.size() > 20) throw new Fault("certificates");
        return kept;
    }

    private List<Component> components() {
        var all = new ArrayList<Component>();
        for (var n = 0; n < COMPONENTS; n++) {
            var role = text("componentRole" + n);
            var service = text("componentService" + n);
            var outside = optional("componentOutside" + n);
            if (role.isEmpty() && service.isEmpty() && outside == null) continue;
            if (service.isEmpty() == (outside == null)) throw new Fault("component");
            all.add(or(
                    "component",
                    () -> new Component(
                            role,
                            service.isEmpty() ? null : ServiceId.of(service),
                            service.isEmpty() ? outside : null)));
        }
        return all;
    }

    private BuyerFacts facts() {
        return new BuyerFacts(
                optional("cost"),
                optional("security"),
                optional("support"),
                optional("continuity"),
                optional("failures"));
    }

    private @Nullable Reason ground() {
        return Reason.of(text("ground")).orElse(null);
    }

    private @Nullable ProviderId successor() {
        return text("successor").isEmpty() ? null : or("successor", () -> ProviderId.of(text("successor")));
    }

    private Bilingual needed(String name, String fault) {
        if (text(name + "En").isEmpty()) throw new Fault(fault);
        return new Bilingual(text(name + "Ja"), text(name + "En"));
    }

    /// Null when neither language has anything; Japanese alone is not enough for a trusted list.
    private @Nullable Bilingual optional(String name) {
        if (text(name + "En").isEmpty() && text(name + "Ja").isEmpty()) return null;
        if (text(name + "En").isEmpty()) throw new Fault("english");
        return new Bilingual(text(name + "Ja"), text(name + "En"));
    }

    private boolean checked(String name) {
        return text(name).equals("yes");
    }

    /// One line breaks nothing; other control characters would.
    private String text(String name) {
        var value = Optional.ofNullable(typed.getFirst(name)).orElse("");
        if (value.length() > LONGEST) throw new Fault("long");
        return value.replace("\r\n", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\n]]", " ")
                .strip();
    }

    private static <T> T or(String fault, java.util.function.Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException wrong) {
            throw new Fault(fault);
        }
    }

    /// An application as the fields of the form.
    static Map<String, String> fields(Application application) {
        var fields = new LinkedHashMap<String, String>();
        var provider = application.provider();
        put(fields, "provider", provider.name());
        put(fields, "trade", provider.tradeName());
        fields.put("number", provider.number() == null ? "" : provider.number().toString());
        fields.put("addressJa", provider.address().ja());
        fields.put("street", provider.address().street());
        fields.put("locality", provider.address().locality());
        fields.put("region", provider.address().region());
        fields.put("postalCode", provider.address().postalCode());
        fields.put("country", provider.address().country());
        fields.put("email", provider.email());
        fields.put("website", provider.website());
        var service = application.service();
        fields.put("target", service.target());
        put(fields, "service", service.name());
        put(fields, "summary", service.summary());
        fields.put("sectors", String.join(" ", service.sectors()));
        fields.put("supplyPoints", String.join("\n", service.supplyPoints()));
        fields.put("definition", service.definitionUri());
        for (var n = 0; n < Math.min(COMPONENTS, service.components().size()); n++) {
            var component = service.components().get(n);
            fields.put("componentRole" + n, component.role());
            fields.put(
                    "componentService" + n,
                    component.service() == null ? "" : component.service().toString());
            put(fields, "componentOutside" + n, component.outside());
        }
        put(fields, "cost", service.facts().cost());
        put(fields, "security", service.facts().security());
        put(fields, "support", service.facts().support());
        put(fields, "continuity", service.facts().continuity());
        put(fields, "failures", service.facts().failures());
        fields.put("disqualification", application.disqualification() ? "yes" : "");
        fields.put("reason", application.reason());
        fields.put(
                "ground",
                application.ground() == null ? "" : application.ground().code());
        fields.put(
                "successor",
                application.successor() == null ? "" : application.successor().toString());
        return fields;
    }

    private static void put(Map<String, String> fields, String name, @Nullable Bilingual text) {
        fields.put(name + "Ja", text == null ? "" : text.ja());
        fields.put(name + "En", text == null ? "" : text.en());
    }

    /// What was typed, to be shown again.
    static Map<String, String> again(MultiValueMap<String, String> typed) {
        var fields = new LinkedHashMap<String, String>(typed.toSingleValueMap());
        fields.put("sectors", String.join(" ", typed.getOrDefault("sector", List.of())));
        return fields;
    }
}

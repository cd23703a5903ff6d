package wariin.register.web;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import wariin.criteria.Catalogues;
import wariin.register.Announcements;
import wariin.register.Listed;
import wariin.register.ProviderId;
import wariin.register.RegisterState;
import wariin.register.ServiceCertificate;
import wariin.register.ServiceDescription.Component;
import wariin.register.ServiceId;
import wariin.register.ServiceRegister;
import wariin.site.SiteSettings;

/// What everybody may know of a provider and of a service.
@Controller
class EntryPages {

    /// A part that another service plays.
    ///
    /// @param listed null when that service is outside the register or not published
    record Part(
            String role, @Nullable Listed listed, @Nullable String outside) {}

    private final ServiceRegister register;
    private final Words words;
    private final Catalogues catalogues;
    private final ObjectProvider<Announcements> announcements;
    private final Scopes scopes;
    private final SiteSettings site;

    EntryPages(
            ServiceRegister register,
            Words words,
            Catalogues catalogues,
            ObjectProvider<Announcements> announcements,
            Scopes scopes,
            SiteSettings site) {
        this.register = register;
        this.words = words;
        this.catalogues = catalogues;
        this.announcements = announcements;
        this.scopes = scopes;
        this.site = site;
    }

    @GetMapping("/register/providers/{id}")
    String provider(@PathVariable String id, @RequestParam(required = false) @Nullable String at, Model model) {
        var when = When.of(at, words.today());
        var state = register.on(when.day());
        var found = state.provider(new ProviderId(uuid(id))).orElseThrow(EntryPages::unknown);
        model.addAttribute("when", when);
        model.addAttribute("provider", found.provider());
        model.addAttribute("services", found.services());
        model.addAttribute("tookOver", tookOver(state, found.provider().id()));
        return "register/provider";
    }

    @GetMapping("/register/services/{id}")
    String service(
            @PathVariable String id, @RequestParam(required = false) @Nullable String at, Model model, Locale locale) {
        var when = When.of(at, words.today());
        var state = register.on(when.day());
        var listed = state.listed(new ServiceId(uuid(id))).orElseThrow(EntryPages::unknown);
        var service = listed.service();
        var summary = register.summary(service.id(), state)
                .map(found -> Assessed.of(found, service.description().target(), catalogues));
        model.addAttribute("when", when);
        model.addAttribute("listed", listed);
        model.addAttribute("since", History.since(service));
        model.addAttribute("history", History.of(service, register::proof));
        model.addAttribute("assessed", summary.orElse(null));
        model.addAttribute("certificates", certificates(service.description().certificates()));
        model.addAttribute("parts", parts(state, service.description().components(), locale));
        model.addAttribute("usedBy", usedBy(state, service.id()));
        model.addAttribute("scope", scopes.of(service.description(), locale).svg());
        model.addAttribute("successor", successor(service.current().successor()));
        model.addAttribute("announced", announced(service.id(), when.day()));
        model.addAttribute(
                "markLink",
                site.url("/register/marks/" + service.current().number().base()));
        model.addAttribute("markPicture", site.url("/register/services/" + service.id() + "/mark.svg"));
        return "register/service";
    }

    /// One of the service's certificates as a file.
    @GetMapping("/register/services/{id}/certificates/{fingerprint:[0-9a-f]{64}}.cer")
    ResponseEntity<byte[]> certificate(@PathVariable String id, @PathVariable String fingerprint) {
        var service = register.published().service(new ServiceId(uuid(id))).orElseThrow(EntryPages::unknown);
        for (var certificate : certificates(service.description().certificates())) {
            if (certificate.fingerprint().equals(fingerprint)) {
                return ResponseEntity.ok()
                        .contentType(MediaType.valueOf("application/pkix-cert"))
                        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                        .header(
                                "Content-Disposition",
                                "attachment; filename=\"" + fingerprint.substring(0, 16) + ".cer\"")
                        .body(certificate.der());
            }
        }
        throw unknown();
    }

    private static List<ServiceCertificate> certificates(List<byte[]> certificates) {
        return certificates.stream().map(ServiceCertificate::of).toList();
    }

    private List<Part> parts(RegisterState state, List<Component> components, Locale locale) {
        var parts = new ArrayList<Part>();
        for (var component : components) {
            var id = component.service();
            var outside = component.outside();
            parts.add(new Part(
                    component.role(),
                    id == null ? null : state.listed(id).orElse(null),
                    outside == null ? null : outside.in(locale)));
        }
        return parts;
    }

    private static List<Listed> usedBy(RegisterState state, ServiceId used) {
        var users = new ArrayList<Listed>();
        for (var provider : state.providers()) {
            for (var service : provider.services()) {
                if (service.description().components().stream().anyMatch(part -> used.equals(part.service()))) {
                    users.add(new Listed(provider.provider(), service));
                }
            }
        }
        return users;
    }

    private static List<Listed> tookOver(RegisterState state, ProviderId successor) {
        var taken = new ArrayList<Listed>();
        for (var provider : state.providers()) {
            for (var service : provider.services()) {
                if (successor.equals(service.current().successor())) {
                    taken.add(new Listed(provider.provider(), service));
                }
            }
        }
        return taken;
    }

    private @Nullable Object successor(@Nullable ProviderId successor) {
        return successor == null ? null : register.find(successor).orElse(null);
    }

    private Announcements.@Nullable Announced announced(ServiceId service, @Nullable LocalDate day) {
        var source = announcements.getIfAvailable();
        return source == null || day != null ? null : source.newest(service).orElse(null);
    }

    static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw unknown();
        }
    }

    static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}

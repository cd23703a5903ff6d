package wariin.inspection;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import wariin.assessment.Application;
import wariin.assessment.Applications;
import wariin.assessment.CaseOutcome;
import wariin.ca.CertificationAuthority;
import wariin.identity.CurrentUser;
import wariin.identity.Role;
import wariin.inspection.OwnServiceRegister.Own;
import wariin.register.AssuranceLevel;
import wariin.register.PostalAddress;
import wariin.register.Provider;
import wariin.register.ProviderDescription;
import wariin.register.ProviderId;
import wariin.register.ServiceDescription;
import wariin.register.ServiceDescription.BuyerFacts;
import wariin.register.ServiceId;
import wariin.register.ServiceRegister;
import wariin.site.Bilingual;
import wariin.site.SiteSettings;
import wariin.x509.Certificates;

/// This platform's own services are the first applicants: described in the register and drafted as applications in the
/// name of the operator's organisation. They are registered by nobody but two deciders from elsewhere, as all others.
@Service
public class OwnServices {

    private static final Logger log = LoggerFactory.getLogger(OwnServices.class);
    private static final List<String> TARGETS = List.of("ca", "tsa", "ec");

    /// What the services are described from.
    @Component
    record Facts(CertificationAuthority authority, SiteSettings site, Clock clock) {}

    private final OwnServiceRegister own;
    private final ServiceRegister register;
    private final Applications applications;
    private final Facts facts;
    private volatile boolean complete;

    OwnServices(OwnServiceRegister own, ServiceRegister register, Applications applications, Facts facts) {
        this.own = own;
        this.register = register;
        this.applications = applications;
        this.facts = facts;
    }

    /// One of the platform's own services, by target.
    public record OwnService(String target, ServiceId service, ServiceDescription description) {}

    public List<OwnService> all() {
        var all = new ArrayList<OwnService>();
        for (var one : own.all()) {
            register.find(one.service())
                    .ifPresent(description -> all.add(new OwnService(one.target(), one.service(), description)));
        }
        return all;
    }

    public boolean complete() {
        return complete;
    }

    /// Describes what is not described yet and opens the drafts that are missing; again, it changes nothing.
    @Transactional
    public void describe(CurrentUser operator) {
        if (!operator.operator() || operator.guest() || !operator.may(Role.ADMINISTRATOR)) return;
        own.lock();
        var known = new HashMap<String, Own>();
        for (var one : own.all()) known.put(one.target(), one);
        var before = register.providerOf(operator.organisation().id());
        if (before.isEmpty() && !known.isEmpty()) return; // they are another organisation's
        var provider = before.map(Provider::description).orElseGet(() -> provider(operator));
        var id = before.map(Provider::id)
                .orElseGet(() -> register.provider(operator.organisation().id(), provider, operator.getName()));
        for (var target : TARGETS) {
            if (!known.containsKey(target)) known.put(target, describe(target, id, known, operator));
        }
        for (var target : TARGETS) apply(known.get(target), provider, operator);
        complete = true;
    }

    private Own describe(String target, ProviderId provider, Map<String, Own> known, CurrentUser operator) {
        var service = register.describe(provider, description(target, known), operator.getName());
        own.add(target, service, facts.clock().instant());
        log.atInfo().addKeyValue("target", target).log("Own service described");
        return new Own(target, service, null);
    }

    private void apply(Own one, ProviderDescription provider, CurrentUser operator) {
        if (one.application() != null) return;
        var application = Application.of(provider, register.find(one.service()).orElseThrow());
        var outcome = applications.apply(operator, application, "own-" + one.target());
        if (outcome instanceof CaseOutcome.Done(var item))
            own.applied(one.target(), item.id().value());
    }

    private ProviderDescription provider(CurrentUser operator) {
        var organisation = operator.organisation();
        var english = organisation.nameEn() == null ? organisation.name() : organisation.nameEn();
        var certified =
                facts.authority().root().getSubjectX500Principal().getName().replaceFirst("(?:.*,)?O=([^,]+).*", "$1");
        return new ProviderDescription(
                new Bilingual(organisation.name(), english),
                new Bilingual(certified, certified), // the name in the certificates (TS 119 612, 5.4.2)
                organisation.number(),
                new PostalAddress("", "-", "Tokyo", "Tokyo", "", "JP"),
                operator.user().email(),
                facts.site().url("/"),
                false);
    }

    private ServiceDescription description(String target, Map<String, Own> known) {
        var site = facts.site();
        return switch (target) {
            case "ca" ->
                new ServiceDescription(
                        target,
                        new Bilingual("Wariin 認証局", "Wariin Certification Authority"),
                        new Bilingual(
                                "契約に署名する人と組織のための電子証明書を発行し、失効と状態を公開します。",
                                "Issues certificates for people and companies who sign contracts, and publishes their status."),
                        Set.of(),
                        AssuranceLevel.THIRD_PARTY_CERTIFICATION,
                        List.of(Certificates.encoded(facts.authority().root())),
                        files(),
                        site.url("/pki/cps"),
                        List.of(),
                        BuyerFacts.UNANSWERED);
            case "tsa" ->
                new ServiceDescription(
                        target,
                        new Bilingual("Wariin 時刻認証局", "Wariin Time-Stamping Authority"),
                        new Bilingual(
                                "ある文書がその時刻に存在していたことを証明するタイムスタンプを発行します。",
                                "Issues time-stamps that prove that a document existed at a time."),
                        Set.of(),
                        AssuranceLevel.THIRD_PARTY_CERTIFICATION,
                        List.of(Certificates.encoded(
                                facts.authority().timeStampingUnit().certificate())),
                        List.of(site.url("/tsa")),
                        site.url("/pki/cps"),
                        components(known, "ca"),
                        BuyerFacts.UNANSWERED);
            default ->
                new ServiceDescription(
                        target,
                        new Bilingual("Wariin リモート署名", "Wariin Remote Signature"),
                        new Bilingual(
                                "利用者の署名鍵を預かり、本人の操作だけで契約書に電子署名を付けます。",
                                "Keeps people's signing keys and signs contracts with them, by the act of the person alone."),
                        Set.of(),
                        AssuranceLevel.THIRD_PARTY_CERTIFICATION,
                        List.of(),
                        List.of(),
                        site.url("/"),
                        components(known, "ca", "tsa"),
                        BuyerFacts.UNANSWERED);
        };
    }

    /// Certificate and list of each authority.
    private List<String> files() {
        return facts.authority().authorities().keySet().stream()
                .flatMap(name ->
                        Stream.of("/pki/" + name + ".cer", facts.authority().listPath(name)))
                .map(facts.site()::url)
                .toList();
    }

    private static List<ServiceDescription.Component> components(Map<String, Own> known, String... roles) {
        var components = new ArrayList<ServiceDescription.Component>();
        for (var role : roles) {
            var one = known.get(role);
            if (one != null) components.add(new ServiceDescription.Component(role, one.service(), null));
        }
        return components;
    }
}

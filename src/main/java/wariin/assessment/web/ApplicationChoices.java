package wariin.assessment.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import wariin.assessment.CaseKind;
import wariin.assessment.CaseView;
import wariin.assessment.web.CasePages.Calendar;
import wariin.company.Companies;
import wariin.company.Company;
import wariin.criteria.Catalogues;
import wariin.identity.CurrentUser;
import wariin.register.ProviderDescription;
import wariin.register.ProviderId;
import wariin.register.Reason;
import wariin.register.Sector;
import wariin.register.ServiceDescription;
import wariin.register.ServiceId;
import wariin.register.ServiceRegister;
import wariin.register.StatusEvent;

/// What the form of an application offers and fills in beforehand, and the provider's own services.
@Component
class ApplicationChoices {

    /// One of the provider's services.
    ///
    /// @param event absent before it is registered
    public record Own(
            ServiceId id,
            ServiceDescription description,
            @Nullable StatusEvent event) {}

    static final List<String> COMPONENT_ROLES = List.of("ca", "lra", "tsa", "key-service", "data-centre");

    private final ServiceRegister register;
    private final Catalogues catalogues;
    private final Companies companies;
    private final Calendar calendar;

    ApplicationChoices(ServiceRegister register, Catalogues catalogues, Companies companies, Calendar calendar) {
        this.register = register;
        this.catalogues = catalogues;
        this.companies = companies;
        this.calendar = calendar;
    }

    List<Own> own(CurrentUser me) {
        return register.providerOf(me.organisation().id()).stream()
                .flatMap(provider -> Stream.concat(register.services(provider.id()).stream(), takenOver(provider.id())))
                .map(id -> new Own(
                        id,
                        register.find(id).orElseThrow(),
                        register.history(id).stream().findFirst().orElse(null)))
                .toList();
    }

    private Stream<ServiceId> takenOver(ProviderId provider) {
        return register.published().providers().stream()
                .flatMap(state -> state.services().stream())
                .filter(service -> service.events().stream()
                        .map(StatusEvent::successor)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .filter(provider::equals)
                        .isPresent())
                .map(service -> service.id());
    }

    void offer(CurrentUser me, @Nullable CaseView view, Model model) {
        model.addAttribute("targets", catalogues.targets(calendar.today()));
        model.addAttribute("sectors", Sector.values());
        model.addAttribute("componentRoles", COMPONENT_ROLES);
        model.addAttribute("facts", ApplicationForm.FACTS);
        model.addAttribute("published", register.published().providers());
        model.addAttribute("company", company(me).orElse(null));
        if (view != null && view.item().kind() == CaseKind.WITHDRAWAL) {
            model.addAttribute("grounds", List.of(Reason.OWN_REQUEST, Reason.SERVICE_ENDED, Reason.KEY_COMPROMISE));
        }
    }

    private Optional<Company> company(CurrentUser me) {
        var number = me.organisation().number();
        return number == null ? Optional.empty() : companies.find(number);
    }

    /// From the provider's newest description, or from the organisation and the company register.
    Map<String, String> prefilled(CurrentUser me) {
        var known = register.providerOf(me.organisation().id());
        if (known.isPresent()) return described(known.get().description());
        var fields = new LinkedHashMap<String, String>();
        var organisation = me.organisation();
        fields.put("providerJa", organisation.name());
        fields.put("providerEn", organisation.nameEn() == null ? "" : organisation.nameEn());
        fields.put(
                "number",
                organisation.number() == null ? "" : organisation.number().toString());
        fields.put("email", me.user().email());
        fields.put("country", "JP");
        company(me).ifPresent(company -> {
            fields.put("providerJa", company.name());
            if (!company.enName().isEmpty()) fields.put("providerEn", company.enName());
            var address = company.address();
            fields.put("addressJa", address.line());
            fields.put("postalCode", address.postCode());
            fields.put("region", address.enPrefecture());
            fields.put("locality", address.enCity());
        });
        return fields;
    }

    private static Map<String, String> described(ProviderDescription description) {
        var empty = new ServiceDescription(
                "new",
                wariin.site.Bilingual.of("", "-"),
                wariin.site.Bilingual.of("", "-"),
                java.util.Set.of(),
                wariin.register.AssuranceLevel.NONE,
                List.of(),
                List.of(),
                description.website(),
                List.of(),
                ServiceDescription.BuyerFacts.UNANSWERED);
        var all = ApplicationForm.fields(wariin.assessment.Application.of(description, empty));
        var fields = new LinkedHashMap<>(all);
        for (var name : List.of("target", "serviceJa", "serviceEn", "summaryJa", "summaryEn", "definition")) {
            fields.put(name, "");
        }
        return fields;
    }
}

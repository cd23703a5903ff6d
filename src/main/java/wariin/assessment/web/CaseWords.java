package wariin.assessment.web;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import wariin.assessment.Case;
import wariin.assessment.CaseTimeline;
import wariin.criteria.Catalogues;
import wariin.register.ProviderId;
import wariin.register.Sector;
import wariin.register.ServiceDescription;
import wariin.register.ServiceRegister;

/// How things in cases are called on a page.
@Component("caseWords")
class CaseWords {

    private final MessageSource messages;
    private final Catalogues catalogues;
    private final ServiceRegister register;
    private final CasePages.Calendar calendar;

    CaseWords(MessageSource messages, Catalogues catalogues, ServiceRegister register, CasePages.Calendar calendar) {
        this.messages = messages;
        this.catalogues = catalogues;
        this.register = register;
        this.calendar = calendar;
    }

    /// What was done, in the past tense; a kind without words of its own by its stage.
    public String act(CaseTimeline.Entry entry, Locale locale) {
        return messages.getMessage("assessment.case.did." + entry.kind(), null, entry.kind(), locale);
    }

    public String target(Case item, Locale locale) {
        return catalogues
                .target(item.target(), calendar.today())
                .map(target -> target.name().in(locale))
                .orElse(item.target());
    }

    public String sectors(ServiceDescription service, Locale locale) {
        return service.sectors().stream()
                .flatMap(code -> Sector.of(code).stream())
                .map(sector -> sector.words().in(locale))
                .collect(Collectors.joining(locale.getLanguage().equals("ja") ? "、" : ", "));
    }

    public List<CertificateUploads.Shown> certificates(ServiceDescription service) {
        return CertificateUploads.shown(service.certificates());
    }

    public String provider(ProviderId id, Locale locale) {
        return register.find(id)
                .map(found -> found.description().name().in(locale))
                .orElse("–");
    }

    public String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

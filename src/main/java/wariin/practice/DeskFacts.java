package wariin.practice;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import wariin.ca.revocation.RevocationClocks;
import wariin.ra.RegistrationTerms;
import wariin.ra.desk.EvidenceAbout;
import wariin.ra.evidence.EvidenceMethod;
import wariin.signing.SigningTerms;

/// How registration is done: clocks of evidence, methods, approvals, deadlines, notices.
@Component
class DeskFacts implements FactSource {
    private final RegistrationTerms registration;
    private final SigningTerms signing;
    private final MessageSource messages;

    DeskFacts(RegistrationTerms registration, SigningTerms signing, MessageSource messages) {
        this.registration = registration;
        this.signing = signing;
        this.messages = messages;
    }

    @Override
    public Map<String, Object> facts(Locale language) {
        var methods = Arrays.stream(EvidenceMethod.values())
                .map(method -> messages.getMessage("practice.method." + method.key(), null, language))
                .toList();
        return Map.of(
                "revocation",
                Map.of(
                        "urgentHours", RevocationClocks.URGENT.toHours(),
                        "usualDays", RevocationClocks.USUAL.toDays()),
                "signing",
                Map.of("oneShot", signing.oneShot()),
                "desk",
                Map.of(
                        "organisationDays", EvidenceAbout.ORGANISATION.days(),
                        "personDays", EvidenceAbout.PERSON.days(),
                        "domainDays", EvidenceAbout.DOMAIN.days(),
                        "mailboxDays", EvidenceAbout.MAILBOX.days(),
                        "methods", methods,
                        "approvals", registration.approvalsOfOwnDesk(),
                        "bodyDays", registration.bodyDays(),
                        "noticeDays", registration.noticeDays()));
    }
}

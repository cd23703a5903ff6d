package wariin.ra.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import wariin.identity.Accounts;
import wariin.identity.User;
import wariin.identity.UserId;
import wariin.ra.evidence.EvidenceMethod;
import wariin.ra.evidence.RequestEvidence;
import wariin.ra.refusal.CheckFinding;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.request.Registrant;
import wariin.site.Dates;

/// What the registration authority says, in the words of people.
@Component("raWords")
class RaWords {

    private final MessageSource messages;
    private final Dates dates;
    private final Accounts accounts;
    private final Clock clock;

    RaWords(MessageSource messages, Dates dates, Accounts accounts, Clock clock) {
        this.messages = messages;
        this.dates = dates;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// What a certificate of this profile is called, such as {@code 署名用証明書(個人)}.
    public String profile(String id, Locale locale) {
        return messages.getMessage("ra.profile." + id.replaceFirst("/.*", ""), null, id, locale);
    }

    /// What it is for, in one sentence.
    public String profileText(String id, Locale locale) {
        return messages.getMessage("ra.profile." + id.replaceFirst("/.*", "") + ".text", null, "", locale);
    }

    /// One sentence for a refusal.
    public String refusal(RegistrationRefusal refusal, Locale locale) {
        if (refusal instanceof RegistrationRefusal.CheckFailed(var finding)) return finding(finding, locale);
        return filled("ra.refusal." + refusal.key(), refusal.facts(), locale);
    }

    public String refusal(String key, String detail, Locale locale) {
        var text = messages.getMessage("ra.refusal." + key, null, key, locale);
        return text.replaceAll("\\{[a-z]+}", java.util.regex.Matcher.quoteReplacement(detail));
    }

    /// One sentence for what a machine check found.
    public String finding(CheckFinding finding, Locale locale) {
        return filled("ra.finding." + finding.code().key(), Map.of("detail", finding.detail()), locale);
    }

    public String method(EvidenceMethod method, Locale locale) {
        return messages.getMessage("ra.method." + method.key(), null, locale);
    }

    public boolean runsOutSoon(RequestEvidence evidence) {
        return soon(evidence.validUntil());
    }

    public boolean ranOut(RequestEvidence evidence) {
        return past(evidence.validUntil());
    }

    public boolean overdue(LocalDate due) {
        return due.isBefore(clock.instant().atZone(dates.zone()).toLocalDate());
    }

    public boolean past(Instant at) {
        return !at.isAfter(clock.instant());
    }

    public boolean soon(Instant at) {
        return at.isBefore(clock.instant().plus(Duration.ofDays(30)));
    }

    /// Name and organisation in one line.
    public String who(Registrant who) {
        return who.organisationName().isEmpty() || who.organisationName().equals(who.commonName())
                ? who.commonName()
                : who.commonName() + " (" + who.organisationName() + ")";
    }

    /// The name of somebody whom a record names by their id.
    public String person(String id) {
        try {
            return accounts.findUser(UserId.of(id)).map(User::name).orElse("–");
        } catch (IllegalArgumentException noId) {
            return id;
        }
    }

    private String filled(String key, Map<String, String> facts, Locale locale) {
        var sentence = messages.getMessage(key, null, key, locale);
        for (var fact : facts.entrySet()) {
            sentence = sentence.replace("{" + fact.getKey() + "}", said(fact.getKey(), fact.getValue(), locale));
        }
        return sentence;
    }

    /// What evidence is about, and perhaps a date after it.
    private String about(String value, Locale locale) {
        var end = value.indexOf(' ');
        var key = end < 0 ? value : value.substring(0, end);
        return messages.getMessage("ra.about." + key, null, key, locale) + value.substring(key.length());
    }

    /// Facts hold keys, since the log holds them too.
    private String said(String fact, String value, Locale locale) {
        return switch (fact) {
            case "what", "detail" -> about(value, locale);
            case "profile" -> profile(value, locale);
            case "field" -> messages.getMessage("ra.field." + value, null, value, locale);
            default -> value;
        };
    }
}

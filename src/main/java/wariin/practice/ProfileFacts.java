package wariin.practice;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import wariin.x509.CertificateProfile;

/// What certificates there are, and what each may say and be used for.
@Component
class ProfileFacts implements FactSource {
    private final MessageSource messages;

    ProfileFacts(MessageSource messages) {
        this.messages = messages;
    }

    @Override
    public Map<String, Object> facts(Locale language) {
        var profiles = CertificateProfile.all();
        var policies = profiles.stream()
                .flatMap(profile ->
                        profile.policies().stream().map(policy -> Map.of("oid", policy, "profile", profile.id())))
                .toList();
        return Map.of(
                "profiles", profiles.stream().map(one -> facts(one, language)).toList(), "policies", policies);
    }

    private Map<String, Object> facts(CertificateProfile profile, Locale language) {
        var facts = new HashMap<String, Object>();
        facts.put("id", profile.id());
        facts.put("file", profile.name() + "." + profile.version());
        facts.put("purpose", word("practice.purpose." + profile.purpose(), profile.purpose(), language));
        facts.put("purposes", purposes(profile, language));
        facts.put("longest", longest(profile.longest().toDays(), language));
        facts.put("suspendable", word(profile.suspendable() ? "practice.yes" : "practice.no", "", language));
        facts.put("sha256", profile.sha256());
        facts.put("subscriber", isForSubscribers(profile));
        return facts;
    }

    private static boolean isForSubscribers(CertificateProfile profile) {
        return !profile.isAuthority()
                && !List.of("ANY", "SELF", "TIME_STAMPING").contains(profile.purpose());
    }

    private String purposes(CertificateProfile profile, Locale language) {
        if (profile.purposes().isEmpty()) return "–";
        return profile.purposes().stream()
                .sorted()
                .map(oid -> word("practice.use." + oid, oid, language))
                .collect(Collectors.joining(language.getLanguage().equals("ja") ? "、" : ", "));
    }

    private String longest(long days, Locale language) {
        return messages.getMessage("practice.days", new Object[] {days}, language);
    }

    private String word(String key, String otherwise, Locale language) {
        var word = messages.getMessage(key, null, otherwise, language);
        return word == null ? otherwise : word;
    }
}

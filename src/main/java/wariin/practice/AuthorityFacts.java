package wariin.practice;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import wariin.ca.IssuingTerms;
import wariin.ca.authority.AssuranceLevel;
import wariin.ca.authority.Authority;
import wariin.site.SiteSettings;
import wariin.x509.SignatureAlgorithm;

/// Who issues, from which keys, under which policies, and how status is told.
@Component
class AuthorityFacts implements FactSource {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneId.of("Asia/Tokyo"));

    private final IssuingTerms issuing;
    private final SiteSettings site;
    private final MessageSource messages;

    AuthorityFacts(IssuingTerms issuing, SiteSettings site, MessageSource messages) {
        this.issuing = issuing;
        this.site = site;
        this.messages = messages;
    }

    @Override
    public Map<String, Object> facts(Locale language) {
        var terms = issuing.terms();
        return Map.of(
                "operator", Map.of("name", Markdown.inline(terms.organisation())),
                "site", site.baseUrl(),
                "authorities",
                        issuing.authorities().stream()
                                .map(one -> authority(one, language))
                                .toList(),
                "ceremony", Map.of("offline", rootElsewhere()),
                "levels", levels(language),
                "lists", Map.of("hours", terms.listHours(), "days", terms.listDays()),
                "ocsp", Map.of("hours", terms.answerHours()),
                "subscriber", Map.of("days", terms.subscriberDays()));
    }

    private boolean rootElsewhere() {
        return issuing.authorities().stream().anyMatch(one -> one.key() == null);
    }

    private Map<String, String> authority(Authority one, Locale language) {
        var certificate = one.certificate();
        return Map.of(
                "commonName", Markdown.inline(commonName(certificate)),
                "purpose", word("practice.purpose." + one.purpose().name(), language),
                "algorithm", algorithm(certificate.getPublicKey()),
                "from", day(certificate.getNotBefore().toInstant()),
                "until", day(certificate.getNotAfter().toInstant()));
    }

    private List<Map<String, String>> levels(Locale language) {
        return Arrays.stream(AssuranceLevel.values())
                .map(level -> Map.of(
                        "oid", issuing.policies().of(level),
                        "name", word("ca.level." + level.name(), language),
                        "text", word("ca.level." + level.name() + ".text", language)))
                .toList();
    }

    private String word(String key, Locale language) {
        return messages.getMessage(key, null, language);
    }

    static String commonName(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName().replaceFirst(".*?CN=([^,]+).*", "$1");
    }

    static String day(Instant at) {
        return DAY.format(at);
    }

    static String algorithm(PublicKey key) {
        return switch (key) {
            case ECPublicKey ec ->
                "ECDSA P-" + ec.getParams().getCurve().getField().getFieldSize();
            case RSAPublicKey rsa -> "RSA " + rsa.getModulus().bitLength();
            case EdECPublicKey _ -> "Ed25519";
            // Providers do not agree on how their objects tell the parameter set (FIPS 204); the encoded key does.
            default -> SignatureAlgorithm.of(key).jcaName();
        };
    }
}

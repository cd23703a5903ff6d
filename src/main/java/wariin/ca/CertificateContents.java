package wariin.ca;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.site.SiteSettings;
import wariin.x509.AlternativeName;
import wariin.x509.CertificateContent;
import wariin.x509.CertificateContent.Dissemination;
import wariin.x509.CertificateProfile;
import wariin.x509.DistinguishedName;
import wariin.x509.SerialNumber;

/// What the certificates of this installation say: profile, configuration and request put together.
@Component
class CertificateContents {
    /// What the certificate of a time-stamping unit is issued under; it names no level, since no person is checked.
    static final String UNIT_POLICY = AssuranceLevel.ARC + ".1.10";

    private static final Duration ROOT_VALIDITY = Duration.ofDays(25 * 365);
    private static final Duration ISSUING_VALIDITY = Duration.ofDays(15 * 365);
    private static final Duration UNIT_VALIDITY = Duration.ofDays(11 * 365);
    private static final Duration UNIT_KEY_USAGE = Duration.ofDays(3 * 365);
    private static final Duration RESPONDER_VALIDITY = Duration.ofDays(90);
    private static final int LONGEST_NAME = 64;

    private final CaSettings settings;
    private final SiteSettings site;
    private final SecureRandom random;
    private final Clock clock;

    CertificateContents(CaSettings settings, SiteSettings site, SecureRandom random, Clock clock) {
        this.settings = settings;
        this.site = site;
        this.random = random;
        this.clock = clock;
    }

    CertificateContent root(PublicKey key) {
        var name = name("Root Authority");
        return content(CertificateProfile.ROOT, name.principal(), name, key, key, ROOT_VALIDITY, null, null, null);
    }

    CertificateContent issuing(Authority root, String name, PublicKey key) {
        var common = key.getAlgorithm().equals("RSA") ? "Issuing Authority RSA" : "Issuing Authority";
        return below(root, CertificateProfile.ISSUING, name(common), key, ISSUING_VALIDITY, anyPolicy(), null);
    }

    CertificateContent timeStampingUnit(Authority root, PublicKey key) {
        return below(
                root,
                CertificateProfile.TIME_STAMPING_UNIT,
                name("Time-Stamping Unit 1"),
                key,
                UNIT_VALIDITY,
                UNIT_POLICY,
                UNIT_KEY_USAGE);
    }

    CertificateContent responder(Authority issuer, PublicKey key) {
        var name = name("OCSP Signer of " + issuer.name());
        return below(issuer, CertificateProfile.OCSP_SIGNER, name, key, RESPONDER_VALIDITY, null, null);
    }

    CertificateContent subscriber(Authority issuer, SubscriberRequest request) {
        var organisation = request.organisation() == null ? null : tidy(request.organisation());
        var identifier = request.number() == null || organisation == null ? null : "NTRJP-" + request.number();
        var subject = new DistinguishedName(
                settings.country(),
                organisation,
                identifier,
                tidy(request.commonName()),
                subscriberId(request.subscriber()));
        return content(
                CertificateProfile.SUBSCRIBER,
                issuer.certificate().getSubjectX500Principal(),
                subject,
                request.publicKey(),
                issuer.certificate().getPublicKey(),
                settings.subscriberValidity(),
                dissemination(issuer.name()),
                request.level().policy(),
                request.email());
    }

    /// Assigned by us, the same for all certificates of one subscriber, and nothing can be read from it.
    static String subscriberId(String subscriber) {
        var hash = Sha256.of(("wariin subscriber " + subscriber).getBytes(StandardCharsets.UTF_8));
        return "W" + HexFormat.of().withUpperCase().formatHex(hash, 0, 8);
    }

    /// Names come from people: one form of each character, single spaces, and no more than the standard allows.
    static String tidy(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\s\\u3000]+", " ")
                .strip();
        if (plain.length() <= LONGEST_NAME) return plain;
        var end = Character.isHighSurrogate(plain.charAt(LONGEST_NAME - 1)) ? LONGEST_NAME - 1 : LONGEST_NAME;
        return plain.substring(0, end).strip();
    }

    private static String anyPolicy() {
        return "2.5.29.32.0";
    }

    private DistinguishedName name(String kind) {
        return DistinguishedName.of(
                settings.country().toUpperCase(Locale.ROOT),
                settings.organisation(),
                settings.organisation() + " " + kind);
    }

    private CertificateContent below(
            Authority issuer,
            CertificateProfile profile,
            DistinguishedName subject,
            PublicKey key,
            Duration validity,
            @Nullable String policy,
            @Nullable Duration keyUsage) {
        var issuerName = issuer.certificate().getSubjectX500Principal();
        var issuerKey = issuer.certificate().getPublicKey();
        var places = dissemination(issuer.name());
        var content = content(profile, issuerName, subject, key, issuerKey, validity, places, policy, null);
        return keyUsage == null ? content : content.withKeyUsagePeriod(keyUsage);
    }

    private CertificateContent content(
            CertificateProfile profile,
            X500Principal issuer,
            DistinguishedName subject,
            PublicKey subjectKey,
            PublicKey issuerKey,
            Duration validity,
            @Nullable Dissemination places,
            @Nullable String policy,
            @Nullable String email) {
        var from = now();
        return new CertificateContent(
                profile,
                SerialNumber.random(random),
                issuer,
                subject,
                from,
                // Both ends count, so a certificate of 90 days ends one second before the ninetieth midnight.
                from.plus(validity).minusSeconds(1),
                subjectKey,
                issuerKey,
                places,
                policy,
                names(email),
                null);
    }

    private static List<AlternativeName> names(@Nullable String email) {
        return email == null ? List.of() : List.of(new AlternativeName.Mailbox(email));
    }

    private Dissemination dissemination(String authority) {
        var base = Objects.requireNonNullElseGet(settings.repositoryUrl(), site::baseUrl);
        return new Dissemination(
                base + "/pki/" + authority + ".crl",
                base + "/pki/" + authority + ".cer",
                base + "/ocsp",
                base + "/pki/cps");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}

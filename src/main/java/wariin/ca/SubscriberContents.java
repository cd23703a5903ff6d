package wariin.ca;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.ca.application.CertificateApplication;
import wariin.ca.application.Sha256;
import wariin.ca.application.SubscriberRequest;
import wariin.ca.authority.Authority;
import wariin.ca.authority.CaSettings;
import wariin.site.SiteSettings;
import wariin.x509.AlternativeName;
import wariin.x509.CertificateContent;
import wariin.x509.CertificateContent.Dissemination;
import wariin.x509.CertificateProfile;
import wariin.x509.DistinguishedName;
import wariin.x509.SerialNumber;

/// What the certificates of subscribers say: profile, configuration and application put together.
@Component
class SubscriberContents {
    private static final int LONGEST_NAME = 64;

    private final CaSettings settings;
    private final SiteSettings site;
    private final SecureRandom random;
    private final Clock clock;

    SubscriberContents(CaSettings settings, SiteSettings site, SecureRandom random, Clock clock) {
        this.settings = settings;
        this.site = site;
        this.random = random;
        this.clock = clock;
    }

    /// What `signing` asks for, as an application.
    CertificateApplication application(SubscriberRequest request) {
        return application(
                request,
                CertificateProfile.SUBSCRIBER,
                settings.subscriberValidity(),
                subscriberId(request.subscriber()));
    }

    /// The same for one act of signing; the act is named behind the person.
    CertificateApplication oneShot(SubscriberRequest request, String act) {
        var number = subscriberId(request.subscriber()) + "-" + act;
        return application(request, CertificateProfile.ONE_SHOT, null, number);
    }

    private CertificateApplication application(
            SubscriberRequest request, CertificateProfile profile, @Nullable Duration validity, String number) {
        var organisation = request.organisation() == null ? null : tidy(request.organisation());
        var identifier = request.number() == null || organisation == null ? null : "NTRJP-" + request.number();
        return new CertificateApplication(
                profile,
                request.publicKey(),
                new DistinguishedName(settings.country(), organisation, identifier, tidy(request.commonName()), number),
                request.email() == null ? List.of() : List.of(new AlternativeName.Mailbox(request.email())),
                validity,
                settings.policyArc().of(request.level()),
                request.subscriber());
    }

    /// The number is chance's, so its low byte spreads certificates evenly over the issuer's lists.
    CertificateContent content(Authority issuer, CertificateApplication application) {
        var profile = application.profile();
        var serial = SerialNumber.random(random);
        var from = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var validity = Objects.requireNonNullElseGet(application.validity(), profile::longest);
        return new CertificateContent(
                profile,
                serial,
                issuer.certificate().getSubjectX500Principal(),
                application.subject(),
                from,
                // Both ends count, so a certificate of 90 days ends one second before the ninetieth midnight.
                from.plus(validity).minusSeconds(1),
                application.key(),
                issuer.certificate().getPublicKey(),
                dissemination(issuer, serial),
                application.policy(),
                application.names(),
                null);
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

    private Dissemination dissemination(Authority issuer, SerialNumber serial) {
        var base = Objects.requireNonNullElseGet(settings.repositoryUrl(), site::baseUrl);
        return new Dissemination(
                base + issuer.listPath(issuer.shardOf(serial)),
                base + "/pki/" + issuer.name() + ".cer",
                base + "/ocsp",
                base + "/pki/cps");
    }
}

package wariin.ca.ceremony;

import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.ca.authority.Authority;
import wariin.ca.authority.AuthorityPurpose;
import wariin.ca.authority.CaSettings;
import wariin.ca.ceremony.HierarchyPlan.PlannedAuthority;
import wariin.ca.ceremony.HierarchyPlan.PlannedUnit;
import wariin.site.SiteSettings;
import wariin.x509.CertificateContent;
import wariin.x509.CertificateContent.Dissemination;
import wariin.x509.CertificateProfile;
import wariin.x509.DistinguishedName;
import wariin.x509.SerialNumber;

/// What the certificates of authorities, of their responders and of time-stamping units say.
@Component
class AuthorityContents {
    private static final String ANY_POLICY = "2.5.29.32.0";
    private static final Duration ROOT_VALIDITY = Duration.ofDays(25 * 365);
    private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(15 * 365);
    private static final Duration UNIT_VALIDITY = Duration.ofDays(11 * 365);
    private static final Duration UNIT_KEY_USAGE = Duration.ofDays(3 * 365);
    private static final Duration RESPONDER_VALIDITY = Duration.ofDays(90);

    private final CaSettings settings;
    private final SiteSettings site;
    private final SecureRandom random;
    private final Clock clock;

    AuthorityContents(CaSettings settings, SiteSettings site, SecureRandom random, Clock clock) {
        this.settings = settings;
        this.site = site;
        this.random = random;
        this.clock = clock;
    }

    CertificateContent root(PlannedAuthority planned, int generation, PublicKey key) {
        var name = name(planned.commonName(generation));
        var from = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new CertificateContent(
                CertificateProfile.ROOT,
                SerialNumber.random(random),
                name.principal(),
                name,
                from,
                end(from, ROOT_VALIDITY),
                key,
                key,
                null,
                null,
                List.of(),
                null);
    }

    /// The new root's key under the name that the new root has, certified by the one before it (RFC 9810, 4.4).
    CertificateContent cross(Authority former, PlannedAuthority planned, int generation, PublicKey key) {
        var name = name(planned.commonName(generation));
        return below(former, CertificateProfile.CROSS, name, key, ROOT_VALIDITY, ANY_POLICY);
    }

    CertificateContent authority(Authority issuer, PlannedAuthority planned, int generation, PublicKey key) {
        var name = name(planned.commonName(generation));
        return below(issuer, CertificateProfile.ISSUING_2, name, key, AUTHORITY_VALIDITY, ANY_POLICY)
                .withPurposes(purposes(planned.purpose()));
    }

    CertificateContent unit(Authority issuer, PlannedUnit planned, int generation, PublicKey key) {
        var profile = CertificateProfile.TIME_STAMPING_UNIT_2;
        var unitPolicy = settings.policyArc().ofUnits();
        var name = name(planned.commonName(generation));
        var content = below(issuer, profile, name, key, UNIT_VALIDITY, unitPolicy);
        var longest = Duration.between(content.notBefore(), content.notAfter());
        return content.withKeyUsagePeriod(longest.compareTo(UNIT_KEY_USAGE) < 0 ? longest : UNIT_KEY_USAGE);
    }

    CertificateContent responder(Authority issuer, PublicKey key) {
        var name = name("OCSP Signer of " + issuer.name());
        return below(issuer, CertificateProfile.OCSP_SIGNER, name, key, RESPONDER_VALIDITY, null);
    }

    /// What an authority is called, also in a request to somebody else.
    DistinguishedName name(String kind) {
        return DistinguishedName.of(
                settings.country().toUpperCase(Locale.ROOT),
                settings.organisation(),
                settings.organisation() + " " + kind);
    }

    /// The purposes to which an authority is limited (S/MIME BR, 7.1.2.2).
    static List<String> purposes(AuthorityPurpose purpose) {
        return switch (purpose) {
            case ROOT -> List.of();
            case PERSON, ORGANISATION, ONE_SHOT -> List.of("1.3.6.1.5.5.7.3.36");
            case MAIL -> List.of("1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.2");
            case TIME_STAMPING -> List.of("1.3.6.1.5.5.7.3.8");
            case DEVICE -> List.of("1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.1");
        };
    }

    /// Where the files of this installation are, as its certificates say it.
    String repository() {
        return Objects.requireNonNullElseGet(settings.repositoryUrl(), site::baseUrl);
    }

    private CertificateContent below(
            Authority issuer,
            CertificateProfile profile,
            DistinguishedName subject,
            PublicKey key,
            Duration validity,
            @Nullable String policy) {
        var serial = SerialNumber.random(random);
        var from = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var until = end(from, validity);
        var last = issuer.certificate().getNotAfter().toInstant();
        return new CertificateContent(
                profile,
                serial,
                issuer.certificate().getSubjectX500Principal(),
                subject,
                from,
                until.isAfter(last) ? last : until,
                key,
                issuer.certificate().getPublicKey(),
                places(issuer, serial),
                policy,
                List.of(),
                null);
    }

    /// Both ends count, so a certificate of 90 days ends one second before the ninetieth midnight.
    private static Instant end(Instant from, Duration validity) {
        return from.plus(validity).minusSeconds(1);
    }

    private Dissemination places(Authority issuer, SerialNumber serial) {
        var base = repository();
        return new Dissemination(
                base + issuer.listPath(issuer.shardOf(serial)),
                base + "/pki/" + issuer.name() + ".cer",
                base + "/ocsp",
                base + "/pki/cps");
    }
}

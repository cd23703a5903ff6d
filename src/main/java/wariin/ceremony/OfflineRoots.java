package wariin.ceremony;

import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wariin.ceremony.CeremonyScript.Step;
import wariin.keys.KeyAlgorithm;
import wariin.keys.RootKey;
import wariin.x509.AuthorityRequest;
import wariin.x509.CertificateContent;
import wariin.x509.CertificateContent.Dissemination;
import wariin.x509.CertificateLinter;
import wariin.x509.CertificateProfile;
import wariin.x509.Certificates;
import wariin.x509.CertificationRequest;
import wariin.x509.Der;
import wariin.x509.DerReader;
import wariin.x509.DistinguishedName;
import wariin.x509.RevocationListContent;
import wariin.x509.RevocationListContent.RevokedCertificate;
import wariin.x509.RevocationListLinter;
import wariin.x509.RevocationListLinter.Expected;
import wariin.x509.SerialNumber;

/// The roots of a folder at work; their keys are closed at the end.
final class OfflineRoots implements AutoCloseable {
    private static final String ANY_POLICY = "2.5.29.32.0";
    private static final Map<String, Integer> REASONS =
            Map.of("unspecified", 0, "key-compromise", 1, "affiliation-changed", 3, "superseded", 4, "cessation", 5);

    private final CeremonyFolder folder;
    private final RootKeys keys;
    private final SecureRandom random;
    private final Clock clock;

    OfflineRoots(CeremonyFolder folder, RootKeys keys, SecureRandom random, Clock clock) {
        this.folder = folder;
        this.keys = keys;
        this.random = random;
        this.clock = clock;
    }

    /// An interrupted step finds the key that it made; a certificate that is there is never replaced.
    X509Certificate make(Step step) {
        var name = step.rootOr("root");
        var key = keys.made(name, algorithm(step));
        var subject = DistinguishedName.of(
                step.needed(step.country(), "country"),
                step.needed(step.organisation(), "organisation"),
                step.needed(step.commonName(), "commonName"));
        var from = now();
        var content = new CertificateContent(
                CertificateProfile.ROOT,
                SerialNumber.random(random),
                subject.principal(),
                subject,
                from,
                from.plus(Duration.ofDays(step.daysOr(25 * 365))).minusSeconds(1),
                key.publicKey(),
                key.publicKey(),
                null,
                null,
                List.of(),
                null);
        return signed(content, key);
    }

    X509Certificate sign(Step step, CertificationRequest request) {
        var name = step.rootOr("root");
        var root = root(name);
        var profile = profile(step.profile() == null ? "issuing" : step.profile());
        var subject = subject(request);
        var purposes = step.purposes() == null ? AuthorityRequest.purposesIn(request.encoded()) : step.purposes();
        if (profile.id().equals("issuing/2") && purposes.isEmpty()) {
            throw new Refused("The request names no purpose: say with --purpose what the authority shall certify");
        }
        var from = now();
        var until = from.plus(Duration.ofDays(step.daysOr(15 * 365))).minusSeconds(1);
        var last = root.getNotAfter().toInstant();
        var content = new CertificateContent(
                        profile,
                        SerialNumber.random(random),
                        root.getSubjectX500Principal(),
                        subject,
                        from,
                        until.isAfter(last) ? last : until,
                        request.key(),
                        root.getPublicKey(),
                        places(name, step.needed(step.repository(), "repository")),
                        ANY_POLICY,
                        List.of(),
                        null)
                .withPurposes(purposes);
        return signed(content, keys.key(name));
    }

    /// The next list: all that stood on the last one, and what is revoked now.
    byte[] list(Step step) {
        var name = step.rootOr("root");
        var root = root(name);
        var last = folder.list(name);
        var revoked = new ArrayList<RevokedCertificate>();
        last.map(X509CRL::getRevokedCertificates).stream()
                .flatMap(java.util.Set::stream)
                .forEach(entry -> revoked.add(new RevokedCertificate(
                        new SerialNumber(entry.getSerialNumber()),
                        entry.getRevocationDate().toInstant(),
                        reason(entry))));
        var at = now();
        if (step.revoke() != null) revoked.add(revocation(name, step, at, revoked));
        revoked.sort(Comparator.comparing(entry -> entry.serial().value()));
        var content = new RevocationListContent(
                root.getSubjectX500Principal(),
                root.getPublicKey(),
                last.map(OfflineRoots::number).orElse(0L) + 1,
                at,
                at.plus(Duration.ofDays(step.daysOr(365))),
                root.getNotBefore().toInstant(),
                List.copyOf(revoked));
        var longest = Duration.ofDays(Math.max(366, step.daysOr(365)));
        var expected = Expected.whole(root.getSubjectX500Principal(), root.getPublicKey(), longest);
        var key = keys.key(name);
        return content.signedBy(body -> {
            var findings = RevocationListLinter.lint(body, expected);
            if (!findings.isEmpty()) throw new Refused("The list is not fit to be signed: " + findings);
            return key.sign(body);
        });
    }

    X509Certificate root(String name) {
        return folder.certificate(name)
                .orElseThrow(() -> new Refused("There is no root '" + name + "' in " + folder.path()));
    }

    /// Whether the certificate was already made for this request: the step was interrupted before it was recorded.
    Optional<X509Certificate> already(String name, CertificationRequest request) {
        return folder.certificate(name)
                .filter(made -> Arrays.equals(
                        made.getPublicKey().getEncoded(), request.key().getEncoded()));
    }

    @Override
    public void close() {
        keys.close();
    }

    private static X509Certificate signed(CertificateContent content, RootKey key) {
        try {
            return CertificateLinter.lint(content.toBeSigned(), content.profile(), content.issuerKey())
                    .orThrow()
                    .signedBy(key::sign);
        } catch (IllegalArgumentException findings) {
            throw new Refused("The certificate does not fit its profile: " + findings.getMessage(), findings);
        }
    }

    private static KeyAlgorithm algorithm(Step step) {
        var text = step.needed(step.algorithm(), "algorithm");
        try {
            return KeyAlgorithm.valueOf(text.replace('-', '_').toUpperCase(java.util.Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Refused("There is no key algorithm '" + text + "': EC-P384, ML-DSA-87 and others are", e);
        }
    }

    private static CertificateProfile profile(String name) {
        try {
            var found = name.contains("/") ? CertificateProfile.of(name) : CertificateProfile.newest(name);
            if (found.isAuthority() && !found.isSelfSigned()) return found;
        } catch (IllegalArgumentException e) {
            throw new Refused("There is no certificate profile '" + name + "'", e);
        }
        throw new Refused("A root certifies authorities only: the profile is issuing, not '" + name + "'");
    }

    private static DistinguishedName subject(CertificationRequest request) {
        var parts = request.attributes();
        var name = new DistinguishedName(
                parts.getOrDefault("countryName", ""),
                parts.get("organizationName"),
                parts.get("organizationIdentifier"),
                parts.getOrDefault("commonName", ""),
                parts.get("serialNumber"));
        if (!name.principal().equals(request.subject())) {
            throw new Refused("The name in the request has parts that an authority's name does not have: "
                    + request.subject().getName());
        }
        return name;
    }

    /// A root that is off the network answers nothing: its list alone tells the status.
    private static Dissemination places(String root, String repository) {
        var base = repository.replaceFirst("/$", "");
        return new Dissemination(
                base + "/pki/" + root + ".crl", base + "/pki/" + root + ".cer", null, base + "/pki/cps");
    }

    private RevokedCertificate revocation(String root, Step step, Instant at, List<RevokedCertificate> before) {
        SerialNumber serial;
        try {
            serial = SerialNumber.of(step.needed(step.revoke(), "revoke").replace(":", ""));
        } catch (NumberFormatException e) {
            throw new Refused("'" + step.revoke() + "' is not a serial number in hex", e);
        }
        if (before.stream().anyMatch(one -> one.serial().equals(serial))) {
            throw new Refused("The certificate " + serial + " is revoked already");
        }
        var issued = folder.certificates().stream()
                .anyMatch(one -> one.getSerialNumber().equals(serial.value())
                        && one.getIssuerX500Principal().equals(root(root).getSubjectX500Principal())
                        && !one.getSubjectX500Principal().equals(one.getIssuerX500Principal()));
        if (!issued) throw new Refused("No certificate " + serial + " of '" + root + "' is in " + folder.path());
        var reason = REASONS.get(step.reason() == null ? "unspecified" : step.reason());
        if (reason == null) throw new Refused("The reason is one of " + String.join(", ", REASONS.keySet()));
        return new RevokedCertificate(serial, at, reason);
    }

    private static int reason(X509CRLEntry entry) {
        var reason = entry.getRevocationReason();
        return reason == null ? 0 : reason.ordinal();
    }

    static long number(X509CRL list) {
        byte @Nullable [] extension = list.getExtensionValue("2.5.29.20");
        if (extension == null) throw new Refused("The list has no number");
        var octets = DerReader.over(extension).contents(Der.OCTET_STRING);
        return new java.math.BigInteger(DerReader.over(octets).contents(Der.INTEGER)).longValueExact();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    static byte[] encoded(X509Certificate certificate) {
        return Certificates.encoded(certificate);
    }
}

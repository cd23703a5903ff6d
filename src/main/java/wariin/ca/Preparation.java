package wariin.ca;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.ca.application.CertificateApplication;
import wariin.ca.application.IssuancePermit;
import wariin.ca.application.NotIssued;
import wariin.ca.application.PreparedCertificate;
import wariin.ca.application.PreparedOutcome;
import wariin.ca.application.PreparedOutcome.Prepared;
import wariin.ca.application.PreparedOutcome.Unfit;
import wariin.ca.application.Sha256;
import wariin.ca.application.SubscriberRequest;
import wariin.ca.authority.Authority;
import wariin.ca.authority.AuthorityPurpose;
import wariin.ca.ceremony.Authorities;
import wariin.ca.issuance.Intent;
import wariin.ca.issuance.Issuance.Signer;
import wariin.ca.issuance.IssuanceLine;
import wariin.ca.issuance.IssuanceLine.Order;
import wariin.ca.issuance.StoredCertificate;
import wariin.x509.CertificateBody;
import wariin.x509.CertificateContent;
import wariin.x509.CertificateLinter;
import wariin.x509.CertificateProfile;
import wariin.x509.LintOutcome;
import wariin.x509.LintedCertificate;

/// Makes bodies out of applications, and looks at bodies that come back to be signed as if it had never seen them.
@Component
class Preparation {
    /// A day more than officers have, for what is on its way when their time ends.
    private static final Duration LONGEST_WAY = Duration.ofDays(8);

    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    /// A body, and for whom it passed.
    private record Asked(String profile, String issuer, ByteBuffer sha256) {}

    private record Passed(LintedCertificate linted, CertificateBody body) {}

    /// The linter says the same of the same bytes: what it let pass just now it need not read again.
    private final Cache<Asked, Passed> passed = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(REMEMBERED)
            .build();

    private final Authorities authorities;
    private final SubscriberContents contents;
    private final IssuanceLine line;
    private final Clock clock;

    Preparation(Authorities authorities, SubscriberContents contents, IssuanceLine line, Clock clock) {
        this.authorities = authorities;
        this.contents = contents;
        this.line = line;
        this.clock = clock;
    }

    PreparedOutcome prepare(CertificateApplication application) {
        var profile = application.profile();
        var issuer = authorities.issuerFor(purpose(profile), application.key().getAlgorithm());
        CertificateContent content;
        byte[] body;
        try {
            content = contents.content(issuer, application);
            body = content.toBeSigned();
        } catch (IllegalArgumentException unwritable) {
            return new Unfit(List.of(String.valueOf(unwritable.getMessage())));
        }
        var findings = new ArrayList<String>();
        switch (CertificateLinter.lint(body, profile, issuer.certificate().getPublicKey())) {
            case LintOutcome.Failed(var found) -> findings.addAll(found);
            case LintOutcome.Passed(var linted) ->
                passed.put(asked(issuer, profile, body), new Passed(linted, CertificateBody.parse(body)));
        }
        if (content.notAfter().isAfter(issuer.certificate().getNotAfter().toInstant())) {
            findings.add("It would be valid for longer than the authority " + issuer.name());
        }
        if (application.holder().isBlank() || application.holder().indexOf('\0') >= 0) {
            findings.add("The holder has no id");
        }
        if (!findings.isEmpty()) return new Unfit(List.copyOf(findings));
        return new Prepared(new PreparedCertificate(
                content.serial(),
                issuer.name(),
                profile.id(),
                application.holder(),
                body,
                content.notBefore(),
                content.notAfter()));
    }

    /// A new body for this request, or the one to which a crash left the intent.
    PreparedCertificate prepared(SubscriberRequest request) {
        var begun = line.begun(request.publicKey(), request.subscriber())
                .filter(intent -> authorities
                        .named(intent.issuer())
                        .filter(Authority::current)
                        .isPresent());
        if (begun.isPresent()) return prepared(begun.get());
        return switch (prepare(contents.application(request))) {
            case Prepared(var certificate) -> certificate;
            case Unfit(var findings) -> throw new IllegalArgumentException(String.join("; ", findings));
        };
    }

    PreparedOutcome prepareOneShot(SubscriberRequest request, String act) {
        return prepare(contents.oneShot(request, act));
    }

    private static PreparedCertificate prepared(StoredCertificate intent) {
        var body = CertificateBody.parse(intent.toBeSigned());
        return new PreparedCertificate(
                intent.serial(),
                intent.issuer(),
                intent.profile(),
                intent.holder(),
                intent.toBeSigned(),
                body.notBefore(),
                body.notAfter());
    }

    /// A body with a permit for exactly it, ready for the key.
    Order order(PreparedCertificate prepared, IssuancePermit permit) {
        if (!Arrays.equals(prepared.sha256(), permit.toBeSignedSha256())) {
            throw new IllegalArgumentException("The permit is for another certificate");
        }
        var facts = new HashMap<>(permit.facts());
        facts.put("basis", permit.basis());
        return order(prepared, facts);
    }

    Order order(PreparedCertificate prepared, Map<String, String> facts) {
        var profile = CertificateProfile.of(prepared.profile());
        var issuer = authorities
                .named(prepared.issuer())
                .filter(authority -> authority.purpose() == purpose(profile))
                .orElseThrow(() -> new IllegalArgumentException("No such authority issues by this profile"));
        var seen = seen(issuer, profile, prepared.toBeSigned());
        var body = seen.body();
        var problem = problem(issuer.certificate(), prepared, body);
        if (problem != null) throw new IllegalArgumentException(problem);
        if (!issuer.current() || body.notBefore().isBefore(clock.instant().minus(LONGEST_WAY))) {
            throw new NotIssued("The body is too old to be signed; prepare it again", null);
        }
        var signer =
                new Signer(issuer.name(), issuer.keyHere(), issuer.certificate().getPublicKey());
        var intent = new Intent(
                body.serial(),
                false,
                issuer.name(),
                profile.id(),
                prepared.holder(),
                Sha256.of(body.subjectKey()),
                prepared.toBeSigned(),
                body.notBefore(),
                body.notAfter());
        return new Order(signer, intent, seen.linted(), facts);
    }

    private static @Nullable String problem(
            X509Certificate issuer, PreparedCertificate prepared, CertificateBody body) {
        if (!body.serial().equals(prepared.serial())) return "The body has another serial number";
        if (!body.issuer().equals(issuer.getSubjectX500Principal())) return "The body names another authority";
        if (body.notAfter().isAfter(issuer.getNotAfter().toInstant())) return "It would outlive its authority";
        return null;
    }

    private Passed seen(Authority issuer, CertificateProfile profile, byte[] body) {
        return passed.get(asked(issuer, profile, body), _ -> {
            var linted = CertificateLinter.lint(
                            body, profile, issuer.certificate().getPublicKey())
                    .orThrow();
            return new Passed(linted, CertificateBody.parse(body));
        });
    }

    private static Asked asked(Authority issuer, CertificateProfile profile, byte[] body) {
        return new Asked(profile.id(), issuer.name(), ByteBuffer.wrap(Sha256.of(body)));
    }

    private static AuthorityPurpose purpose(CertificateProfile profile) {
        var known = Arrays.stream(AuthorityPurpose.values())
                .filter(purpose -> purpose != AuthorityPurpose.ROOT && purpose != AuthorityPurpose.TIME_STAMPING)
                .filter(purpose -> purpose.name().equals(profile.purpose()))
                .findFirst();
        return known.filter(_ -> !profile.isAuthority())
                .orElseThrow(() -> new IllegalArgumentException("Nobody applies for " + profile.id()));
    }
}

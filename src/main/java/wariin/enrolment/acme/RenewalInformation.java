package wariin.enrolment.acme;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.springframework.stereotype.Service;
import wariin.enrolment.ProgramCertificate;
import wariin.enrolment.ProgramCertificates;
import wariin.enrolment.acme.AcmeProblem.Type;
import wariin.ra.desk.DeskId;
import wariin.x509.SerialNumber;

/// Says when a certificate should be renewed (RFC 9773), and which one an order renews.
@Service
public class RenewalInformation {

    private static final Duration AT_ONCE = Duration.ofDays(1);

    /// Between these a client renews, at a time of its own choice.
    public record Window(Instant start, Instant end) {}

    private record Found(ProgramCertificate program, X509Certificate certificate) {}

    private final ProgramCertificates certificates;
    private final Clock clock;

    RenewalInformation(ProgramCertificates certificates, Clock clock) {
        this.certificates = certificates;
        this.clock = clock;
    }

    /// After two thirds of its life, within a twelfth of it; a revoked certificate should have been renewed yesterday.
    public Window window(DeskId desk, String id) {
        var found = find(id).filter(one -> one.program().desk().equals(desk))
                .orElseThrow(() -> AcmeProblem.of(Type.notFound, "This desk has no such certificate"));
        var certificate = found.certificate();
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (certificates.isRevoked(certificate)) return new Window(now.minus(AT_ONCE), now.minusSeconds(60));
        var from = certificate.getNotBefore().toInstant();
        var life = Duration.between(from, certificate.getNotAfter().toInstant());
        var start = from.plus(life.multipliedBy(2).dividedBy(3)).truncatedTo(ChronoUnit.SECONDS);
        return new Window(
                start,
                start.plus(life.dividedBy(12)).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
    }

    void checkReplaceable(Account account, String id, List<Identifier> names) {
        var found = find(id).filter(one -> account.id().equals(one.program().account()))
                .orElseThrow(
                        () -> AcmeProblem.of(Type.malformed, "The certificate to replace is none of this account"));
        if (CertificateNames.of(found.certificate()).stream().noneMatch(names::contains)) {
            throw SignedRequest.malformed("The order has no name of the certificate that it replaces");
        }
    }

    /// The id is the issuer's key identifier and the serial number (RFC 9773, 4.1).
    private Optional<Found> find(String id) {
        var parts = id.split("\\.", -1);
        if (parts.length != 2) return Optional.empty();
        try {
            var serial = new SerialNumber(new BigInteger(Base64.getUrlDecoder().decode(parts[1])));
            var issuer = Base64.getUrlDecoder().decode(parts[0]);
            return certificates
                    .find(serial)
                    .flatMap(program -> certificates
                            .certificate(serial)
                            .filter(certificate -> java.util.Arrays.equals(issuer, issuerOf(certificate)))
                            .map(certificate -> new Found(program, certificate)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static byte[] issuerOf(X509Certificate certificate) {
        var value = certificate.getExtensionValue(Extension.authorityKeyIdentifier.getId());
        return value == null
                ? new byte[0]
                : AuthorityKeyIdentifier.getInstance(
                                ASN1OctetString.getInstance(value).getOctets())
                        .getKeyIdentifierOctets();
    }
}

package wariin.validation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.jspecify.annotations.Nullable;
import wariin.validation.Anchor.Purpose;

/// What EU DSS cannot judge, since it knows no ML-DSA (FIPS 204; its enumeration ends with EdDSA): the hash, the
/// signature and the chain of a time-stamp by our own means (RFC 3161, 2.3; RFC 5280, 6.1).
///
/// Whether a certificate was revoked is not asked here. So nothing is ever found valid, and no time is proven: what is
/// wrong is said to be wrong, and what is right as far as it was checked is said to be just that.
final class QuantumStamp {

    /// NIST's signatures: 17 to 19 are ML-DSA, 32 to 34 its pre-hashed forms.
    private static final String ALGORITHMS = "2.16.840.1.101.3.4.3.";

    private static final int LONGEST = 5;

    private final SignaturePlace place;
    private final CMSSignedData signed;

    private QuantumStamp(SignaturePlace place, CMSSignedData signed) {
        this.place = place;
        this.signed = signed;
    }

    /// Empty where another algorithm signed, or where nothing can be read.
    static Optional<QuantumStamp> of(SignaturePlace place) {
        try {
            var signed = new CMSSignedData(Der.withoutPadding(place.contents()));
            var quantum = signed.getSignerInfos().getSigners().stream()
                    .anyMatch(signer -> parameters(signer.getEncryptionAlgOID()) != null);
            return quantum ? Optional.of(new QuantumStamp(place, signed)) : Optional.empty();
        } catch (CMSException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String parameters(String algorithm) {
        if (!algorithm.startsWith(ALGORITHMS)) return null;
        return switch (algorithm.substring(ALGORITHMS.length())) {
            case "17", "32" -> "ML-DSA-44";
            case "18", "33" -> "ML-DSA-65";
            case "19", "34" -> "ML-DSA-87";
            default -> null;
        };
    }

    String algorithm() {
        return String.valueOf(parameters(
                signed.getSignerInfos().getSigners().iterator().next().getEncryptionAlgOID()));
    }

    /// What was found.
    sealed interface Result {
        /// The hash or the signature is wrong, or the certificate may not stamp.
        record Wrong() implements Result {}

        /// No chain to an anchor that is trusted for time-stamps of that time.
        record NoChain(String authority) implements Result {}

        record Sound(String authority, Anchor anchor) implements Result {}
    }

    Result judge(ByteBuffer bytes, Trust trust) {
        try {
            var token = new TimeStampToken(signed);
            var fits = MadeFor.of(place).filter(made -> made.fits(bytes, place));
            var carried = certificates(token);
            var unit = carried.stream()
                    .filter(one -> token.getSID().match(holder(one)))
                    .findFirst();
            if (fits.isEmpty() || unit.isEmpty()) return new Result.Wrong();
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(unit.get()));
            var at = token.getTimeStampInfo().getGenTime().toInstant();
            var candidates = new ArrayList<>(carried);
            candidates.addAll(trust.known());
            var name = Anchor.commonName(unit.get());
            return anchor(unit.get(), candidates, trust, at)
                    .<Result>map(found -> new Result.Sound(name, found))
                    .orElseGet(() -> new Result.NoChain(name));
        } catch (TSPException | IOException | OperatorCreationException | GeneralSecurityException e) {
            return new Result.Wrong();
        }
    }

    private static Optional<Anchor> anchor(
            X509Certificate unit, List<X509Certificate> candidates, Trust trust, Instant at) {
        var last = unit;
        for (var below = 0; below < LONGEST && isValid(last, at); below++) {
            for (var anchor : trust.anchors()) {
                var trusted = anchor.purpose().covers(Purpose.TIME_STAMPS)
                        && (anchor.until() == null || at.isBefore(anchor.until()));
                if (trusted && issued(anchor.certificate(), last, below, at)) return Optional.of(anchor);
            }
            var subject = last;
            var depth = below;
            var issuer = candidates.stream()
                    .filter(one -> !one.equals(subject) && issued(one, subject, depth, at))
                    .findFirst();
            if (issuer.isEmpty()) return Optional.empty();
            last = issuer.get();
        }
        return Optional.empty();
    }

    /// @param below how many authorities stand between the two and the unit (RFC 5280, 6.1.4)
    private static boolean issued(X509Certificate issuer, X509Certificate subject, int below, Instant at) {
        if (!issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal())) return false;
        var usage = issuer.getKeyUsage();
        if (issuer.getBasicConstraints() < below || usage != null && !usage[5] || !isValid(issuer, at)) return false;
        try {
            subject.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean isValid(X509Certificate one, Instant at) {
        var date = Date.from(at);
        return !date.before(one.getNotBefore()) && !date.after(one.getNotAfter());
    }

    private static List<X509Certificate> certificates(TimeStampToken token)
            throws IOException, GeneralSecurityException {
        var certificates = new ArrayList<X509Certificate>();
        var factory = CertificateFactory.getInstance("X.509");
        for (var holder : token.getCertificates().getMatches(null)) {
            var read = factory.generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
            if (read instanceof X509Certificate certificate) certificates.add(certificate);
        }
        return certificates;
    }

    private static @Nullable X509CertificateHolder holder(X509Certificate certificate) {
        try {
            return new X509CertificateHolder(certificate.getEncoded());
        } catch (IOException | GeneralSecurityException e) {
            return null;
        }
    }
}

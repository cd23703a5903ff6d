package wariin.tsl;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import wariin.tsl.CertificateAnswer.Reason;

/// Whether a path really leads from a certificate up to a listed key (RFC 5280, 6.1, as far as a register needs it:
/// signatures, names, authorities, validity at the time; revocation is somebody else's question).
final class PathCheck {
    private static final int MOST_REMEMBERED = 10_000;
    private static final int KEY_CERT_SIGN = 5;

    private record Link(X509Certificate certificate, PublicKey issuer) {}

    private final Map<Link, Boolean> remembered = new ConcurrentHashMap<>();

    /// The key is that of the certificate at this depth, or of the issuer of the last one.
    Reason judge(List<X509Certificate> path, int depth, PublicKey key, Instant at) {
        var below = Math.max(1, Math.min(depth, path.size()));
        for (var n = 0; n < below; n++) {
            if (!SignerRules.validAt(path.get(n), at)) return Reason.CERTIFICATE_NOT_VALID_THEN;
        }
        for (var n = 0; n < Math.min(depth, path.size()); n++) {
            if (n > 0 && !isAuthority(path.get(n), n - 1)) return Reason.PATH_BROKEN;
            var last = n + 1 == depth;
            var issuer = last ? key : path.get(n + 1).getPublicKey();
            if (!signed(path.get(n), issuer)) return Reason.PATH_BROKEN;
            var named = n + 1 == path.size()
                    || path.get(n)
                            .getIssuerX500Principal()
                            .equals(path.get(n + 1).getSubjectX500Principal());
            if (!named) return Reason.PATH_BROKEN;
        }
        if (depth > 0 && depth < path.size() && !isAuthority(path.get(depth), depth - 1)) return Reason.PATH_BROKEN;
        return Reason.RECOGNISED;
    }

    /// Remembered either way: the same certificates are asked about again and again.
    boolean signed(X509Certificate certificate, PublicKey issuer) {
        if (remembered.size() > MOST_REMEMBERED) remembered.clear();
        return remembered.computeIfAbsent(new Link(certificate, issuer), PathCheck::verify);
    }

    private static boolean verify(Link link) {
        try {
            link.certificate().verify(link.issuer());
            return true;
        } catch (GeneralSecurityException | RuntimeException broken) {
            return false;
        }
    }

    /// Certificates of the first version cannot say it; some roots in lists of others are so old.
    static boolean isAuthority(X509Certificate certificate) {
        return certificate.getBasicConstraints() >= 0 || certificate.getVersion() < 3;
    }

    /// May it issue certificates, with so many authorities below it?
    private static boolean isAuthority(X509Certificate certificate, int authoritiesBelow) {
        var usage = certificate.getKeyUsage();
        return certificate.getBasicConstraints() >= authoritiesBelow && (usage == null || usage[KEY_CERT_SIGN]);
    }
}

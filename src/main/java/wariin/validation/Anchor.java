package wariin.validation;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A certificate from which trust starts, who wants it so, what for and until when (EN 319 102-1, 5.1.2; RFC 5280,
/// 6.1.1).
///
/// @param name what readers of a verdict know it by
/// @param until from this moment on nothing that was not there before is trusted below it; null for no end
public record Anchor(
        X509Certificate certificate,
        String name,
        Origin origin,
        Purpose purpose,
        @Nullable Instant until) {

    /// Who says that it is to be trusted.
    public enum Origin {
        /// The platform: one of its own roots.
        OWN,
        /// The platform: a root that issues nothing more, for what was signed under it.
        OWN_FORMER,
        /// An operator of the platform, on its page of trust anchors.
        OPERATOR,
        /// Whoever set up the platform, by a folder of certificates.
        FOLDER,
        /// Whoever asked.
        GIVEN
    }

    /// What stands below it.
    public enum Purpose {
        SIGNATURES,
        TIME_STAMPS,
        ALL;

        boolean covers(Purpose other) {
            return this == ALL || this == other;
        }
    }

    /// One that whoever asks trusts for everything.
    public static Anchor given(X509Certificate certificate) {
        return new Anchor(certificate, commonName(certificate), Origin.GIVEN, Purpose.ALL, null);
    }

    /// The name in a certificate by which people know it.
    public static String commonName(X509Certificate certificate) {
        var name = certificate.getSubjectX500Principal().getName();
        return name.contains("CN=") ? name.replaceFirst("^(?:.*,)?CN=((?:[^,\\\\]|\\\\.)+).*$", "$1") : name;
    }

    /// The SHA-256 of the certificate, in hex.
    public String sha256() {
        try {
            var digest = java.security.MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(certificate.getEncoded()));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whether a certificate has this anchor's name and key: a cross certificate of a root stands for the root.
    boolean is(X509Certificate other) {
        return certificate.getSubjectX500Principal().equals(other.getSubjectX500Principal())
                && same(certificate.getPublicKey(), other.getPublicKey());
    }

    private static boolean same(PublicKey one, PublicKey other) {
        return Arrays.equals(one.getEncoded(), other.getEncoded());
    }

    /// The anchor that a chain reaches, for this purpose if there is one; several may hold the same certificate.
    static @Nullable Anchor reached(List<X509Certificate> chain, Purpose purpose, List<Anchor> anchors) {
        Anchor other = null;
        for (var certificate : chain) {
            for (var anchor : anchors) {
                if (!anchor.is(certificate)) continue;
                if (anchor.purpose().covers(purpose)) return anchor;
                other = other == null ? anchor : other;
            }
        }
        return other;
    }
}

package wariin.pdf;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The CMS of a PAdES baseline signature (EN 319 142-1, 6.3), encoded by hand; digests are SHA-256.
public final class PadesCms {

    private PadesCms() {}

    /// Content type, message digest and signing-certificate-v2 as DER SET: what is hashed and signed.
    public static byte[] signedAttributes(X509Certificate signer, byte[] documentDigest) {
        throw new UnsupportedOperationException();
    }

    /// `signatureAlgorithm` by its Java name: SHA256withECDSA or SHA256withRSA; the chain begins with the signer.
    public static byte[] assemble(
            byte[] signedAttributes,
            byte[] signature,
            String signatureAlgorithm,
            List<X509Certificate> chain,
            byte @Nullable [] timestampToken) {
        throw new UnsupportedOperationException();
    }

    /// The most bytes that [#assemble] can need with a token of that size, 0 for none.
    public static int sizeOf(List<X509Certificate> chain, String signatureAlgorithm, int tokenSize) {
        throw new UnsupportedOperationException();
    }
}

package wariin.pdf;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wariin.x509.Certificates;
import wariin.x509.Der;

/// The CMS of a PAdES baseline signature (EN 319 142-1, 6.3; RFC 5652; RFC 5035), encoded by hand in DER.
/// All digests are SHA-256. There is no signing time: the claimed time stands in the signature dictionary.
public final class PadesCms {

    private static final byte[] DATA = Der.oid("1.2.840.113549.1.7.1");
    private static final byte[] SIGNED_DATA = Der.oid("1.2.840.113549.1.7.2");
    private static final byte[] VERSION_1 = Der.of(Der.INTEGER, new byte[] {1});
    private static final byte[] SHA256 = Der.of(Der.SEQUENCE, Der.oid("2.16.840.1.101.3.4.2.1"));
    private static final byte[] ECDSA_SHA256 = Der.of(Der.SEQUENCE, Der.oid("1.2.840.10045.4.3.2"));
    private static final byte[] RSA_SHA256 = Der.of(Der.SEQUENCE, Der.oid("1.2.840.113549.1.1.11"), new byte[] {5, 0});
    private static final byte[] CONTENT_TYPE = attribute("1.2.840.113549.1.9.3", DATA);
    private static final byte[] MESSAGE_DIGEST = Der.oid("1.2.840.113549.1.9.4");
    private static final byte[] SIGNING_CERTIFICATE_V2 = Der.oid("1.2.840.113549.1.9.16.2.47");
    private static final byte[] SIGNATURE_TIME_STAMP = Der.oid("1.2.840.113549.1.9.16.2.14");
    private static final int CERTIFICATES = 0xa0;
    private static final int SIGNED_ATTRIBUTES = 0xa0;
    private static final int UNSIGNED_ATTRIBUTES = 0xa1;

    /// Lengths may need another octet than in the estimate, and time-stamp tokens vary a little.
    private static final int MARGIN = 64;

    private PadesCms() {}

    /// Content type, message digest and signing-certificate-v2 as DER SET: what is hashed and signed.
    public static byte[] signedAttributes(X509Certificate signer, byte[] documentDigest) {
        if (documentDigest.length != 32) throw new IllegalArgumentException("Not a SHA-256 digest");
        var digest = Der.of(Der.SEQUENCE, MESSAGE_DIGEST, Der.of(Der.SET, Der.of(Der.OCTET_STRING, documentDigest)));
        // ESSCertIDv2 without algorithm means SHA-256, its default.
        var certificate = Der.of(Der.SEQUENCE, Der.of(Der.OCTET_STRING, sha256(Certificates.encoded(signer))));
        var reference = Der.of(
                Der.SEQUENCE,
                SIGNING_CERTIFICATE_V2,
                Der.of(Der.SET, Der.of(Der.SEQUENCE, Der.of(Der.SEQUENCE, certificate))));
        return setOf(Der.SET, CONTENT_TYPE, digest, reference);
    }

    /// `signatureAlgorithm` by its Java name: SHA256withECDSA or SHA256withRSA; the chain begins with the signer.
    public static byte[] assemble(
            byte[] signedAttributes,
            byte[] signature,
            String signatureAlgorithm,
            List<X509Certificate> chain,
            byte @Nullable [] timestampToken) {
        if (signedAttributes[0] != Der.SET) throw new IllegalArgumentException("Signed attributes are a SET");
        var signer = chain.getFirst();
        var attributes = signedAttributes.clone();
        attributes[0] = (byte) SIGNED_ATTRIBUTES;
        var info = Der.of(
                Der.SEQUENCE,
                VERSION_1,
                Der.of(
                        Der.SEQUENCE,
                        signer.getIssuerX500Principal().getEncoded(),
                        Der.of(Der.INTEGER, signer.getSerialNumber().toByteArray())),
                SHA256,
                attributes,
                algorithm(signatureAlgorithm),
                Der.of(Der.OCTET_STRING, signature),
                timestampToken == null
                        ? new byte[0]
                        : Der.of(
                                UNSIGNED_ATTRIBUTES,
                                Der.of(Der.SEQUENCE, SIGNATURE_TIME_STAMP, Der.of(Der.SET, timestampToken))));
        var signedData = Der.of(
                Der.SEQUENCE,
                VERSION_1,
                Der.of(Der.SET, SHA256),
                Der.of(Der.SEQUENCE, DATA),
                setOf(CERTIFICATES, chain.stream().map(Certificates::encoded).toArray(byte[][]::new)),
                Der.of(Der.SET, info));
        return Der.of(Der.SEQUENCE, SIGNED_DATA, Der.of(0xa0, signedData));
    }

    /// The most bytes that [#assemble] can need with a token of that size, 0 for none.
    public static int sizeOf(List<X509Certificate> chain, String signatureAlgorithm, int tokenSize) {
        var attributes = signedAttributes(chain.getFirst(), new byte[32]);
        var signature = new byte[signatureBytes(chain.getFirst())];
        var token = tokenSize == 0 ? null : new byte[tokenSize];
        return assemble(attributes, signature, signatureAlgorithm, chain, token).length + MARGIN;
    }

    private static int signatureBytes(X509Certificate signer) {
        return switch (signer.getPublicKey()) {
            case ECPublicKey key -> 2 * (key.getParams().getOrder().bitLength() / 8 + 3) + 4;
            case RSAPublicKey key -> (key.getModulus().bitLength() + 7) / 8;
            default -> throw new IllegalArgumentException("Neither an EC nor an RSA key");
        };
    }

    private static byte[] algorithm(String name) {
        return switch (name) {
            case "SHA256withECDSA" -> ECDSA_SHA256;
            case "SHA256withRSA" -> RSA_SHA256;
            default -> throw new IllegalArgumentException("Signatures are made over SHA-256 and not by " + name);
        };
    }

    private static byte[] attribute(String type, byte[] value) {
        return Der.of(Der.SEQUENCE, Der.oid(type), Der.of(Der.SET, value));
    }

    /// DER wants the members of a set in the order of their encodings (X.690, 11.6).
    private static byte[] setOf(int tag, byte[]... members) {
        var sorted = members.clone();
        Arrays.sort(sorted, Arrays::compareUnsigned);
        return Der.of(tag, sorted);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package wariin.x509;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;

/// How an authority's key signs; the key decides, so nobody else can (RFC 5758, RFC 4055, RFC 9881).
public enum SignatureAlgorithm {
    ECDSA_SHA256("1.2.840.10045.4.3.2", "SHA256withECDSA", false),
    ECDSA_SHA384("1.2.840.10045.4.3.3", "SHA384withECDSA", false),
    RSA_SHA256("1.2.840.113549.1.1.11", "SHA256withRSA", true),
    /// Parameters are absent (RFC 9881, 2).
    ML_DSA_65("2.16.840.1.101.3.4.3.18", "ML-DSA-65", false),
    ML_DSA_87("2.16.840.1.101.3.4.3.19", "ML-DSA-87", false);

    private static final byte[] ML_DSA_65_KEY = Der.sequence(Der.oid("2.16.840.1.101.3.4.3.18"));
    private static final byte[] ML_DSA_87_KEY = Der.sequence(Der.oid("2.16.840.1.101.3.4.3.19"));

    private final String jcaName;
    private final byte[] identifier;

    SignatureAlgorithm(String oid, String jcaName, boolean nullParameters) {
        this.jcaName = jcaName;
        this.identifier = nullParameters ? Der.sequence(Der.oid(oid), new byte[] {5, 0}) : Der.sequence(Der.oid(oid));
    }

    public static SignatureAlgorithm of(PublicKey key) {
        return switch (key) {
            case ECPublicKey ec when ec.getParams().getCurve().getField().getFieldSize() == 256 -> ECDSA_SHA256;
            case ECPublicKey ec when ec.getParams().getCurve().getField().getFieldSize() == 384 -> ECDSA_SHA384;
            case RSAPublicKey _ -> RSA_SHA256;
            case PublicKey other when has(other, ML_DSA_65_KEY) -> ML_DSA_65;
            case PublicKey other when has(other, ML_DSA_87_KEY) -> ML_DSA_87;
            default -> throw new IllegalArgumentException("No authority signs with " + key.getAlgorithm());
        };
    }

    static boolean isMlDsa(PublicKey key) {
        return has(key, ML_DSA_65_KEY) || has(key, ML_DSA_87_KEY);
    }

    /// By the encoded key: providers do not agree on how their objects tell the parameter set.
    private static boolean has(PublicKey key, byte[] identifier) {
        var encoded = key.getEncoded();
        var at = encoded.length > 128 + 4 ? 4 : 2;
        return encoded.length > at + identifier.length
                && Arrays.equals(encoded, at, at + identifier.length, identifier, 0, identifier.length);
    }

    /// The name that a Signature knows.
    public String jcaName() {
        return jcaName;
    }

    /// The AlgorithmIdentifier in DER.
    public byte[] identifier() {
        return identifier.clone();
    }
}

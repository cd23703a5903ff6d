package wariin.x509;

import java.security.AsymmetricKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.NamedParameterSpec;

/// How an authority's key signs; the key decides, so nobody else can (RFC 5758, RFC 4055, RFC 9881).
public enum SignatureAlgorithm {
    ECDSA_SHA256("1.2.840.10045.4.3.2", "SHA256withECDSA", false),
    ECDSA_SHA384("1.2.840.10045.4.3.3", "SHA384withECDSA", false),
    RSA_SHA256("1.2.840.113549.1.1.11", "SHA256withRSA", true),
    /// Parameters are absent (RFC 9881, 2).
    ML_DSA_65("2.16.840.1.101.3.4.3.18", "ML-DSA-65", false),
    ML_DSA_87("2.16.840.1.101.3.4.3.19", "ML-DSA-87", false);

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
            case AsymmetricKey other when named(other, "ML-DSA-65") -> ML_DSA_65;
            case AsymmetricKey other when named(other, "ML-DSA-87") -> ML_DSA_87;
            default -> throw new IllegalArgumentException("No authority signs with " + key.getAlgorithm());
        };
    }

    private static boolean named(AsymmetricKey key, String parameters) {
        return key.getParams() instanceof NamedParameterSpec named && named.getName().equals(parameters);
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

package wariin.x509;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/// How an authority's key signs; the key decides, so nobody else can (RFC 5758, RFC 4055).
public enum SignatureAlgorithm {
    ECDSA_SHA256("1.2.840.10045.4.3.2", "SHA256withECDSA", false),
    ECDSA_SHA384("1.2.840.10045.4.3.3", "SHA384withECDSA", false),
    RSA_SHA256("1.2.840.113549.1.1.11", "SHA256withRSA", true);

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
            default -> throw new IllegalArgumentException("No authority signs with " + key.getAlgorithm());
        };
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

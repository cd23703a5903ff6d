package wariin.enrolment.acme;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.Map;

/// A public key with which a client signs its requests: P-256, P-384, RSA of 2048 bits or more, or Ed25519 (RFC 7517).
public final class AccountKey {

    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int SHORTEST_RSA = 2048;
    private static final int LONGEST_RSA = 8192;

    private final JWK jwk;
    private final JWSAlgorithm algorithm;

    private AccountKey(JWK jwk, JWSAlgorithm algorithm) {
        this.jwk = jwk;
        this.algorithm = algorithm;
    }

    /// The key that a request carries. Weak, private and symmetric keys are refused.
    static AccountKey read(Map<String, Object> members) {
        try {
            return of(JWK.parse(members));
        } catch (ParseException | IllegalArgumentException _) {
            throw AcmeProblem.of(AcmeProblem.Type.badPublicKey, "The jwk is no public key that can be read");
        }
    }

    static AccountKey stored(String json) {
        try {
            return of(JWK.parse(json));
        } catch (ParseException broken) {
            throw new IllegalStateException("An account's key is broken", broken);
        }
    }

    private static AccountKey of(JWK jwk) {
        if (jwk.isPrivate()) throw refused("A private key was sent; give it up and use a new one");
        return switch (jwk) {
            case ECKey key when key.getCurve().equals(Curve.P_256) -> new AccountKey(bare(key), JWSAlgorithm.ES256);
            case ECKey key when key.getCurve().equals(Curve.P_384) -> new AccountKey(bare(key), JWSAlgorithm.ES384);
            case RSAKey key -> {
                var bits = key.getModulus().decodeToBigInteger().bitLength();
                if (bits < SHORTEST_RSA || bits > LONGEST_RSA) throw refused("An RSA key has 2048 to 8192 bits");
                yield new AccountKey(
                        new RSAKey.Builder(key.getModulus(), key.getPublicExponent()).build(), JWSAlgorithm.RS256);
            }
            case OctetKeyPair key
            when key.getCurve().equals(Curve.Ed25519) && key.getDecodedX().length == 32 ->
                new AccountKey(new OctetKeyPair.Builder(Curve.Ed25519, key.getX()).build(), JWSAlgorithm.EdDSA);
            default -> throw refused("Keys are P-256, P-384, RSA of 2048 bits or more, or Ed25519");
        };
    }

    private static JWK bare(ECKey key) {
        return new ECKey.Builder(key.getCurve(), key.getX(), key.getY()).build();
    }

    private static AcmeProblem refused(String why) {
        return AcmeProblem.of(AcmeProblem.Type.badPublicKey, why);
    }

    /// The only algorithm this key is used with.
    JWSAlgorithm algorithm() {
        return algorithm;
    }

    /// RFC 7638, SHA-256.
    String thumbprint() {
        try {
            return jwk.computeThumbprint().toString();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String json() {
        return jwk.toJSONString();
    }

    Map<String, Object> members() {
        return jwk.toJSONObject();
    }

    boolean isSame(AccountKey other) {
        return thumbprint().equals(other.thumbprint());
    }

    PublicKey publicKey() {
        try {
            return switch (jwk) {
                case ECKey key -> key.toECPublicKey();
                case RSAKey key -> key.toRSAPublicKey();
                case OctetKeyPair key -> {
                    var encoded = java.util.Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + 32);
                    System.arraycopy(key.getDecodedX(), 0, encoded, ED25519_PREFIX.length, 32);
                    yield KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
                }
                default -> throw new IllegalStateException();
            };
        } catch (JOSEException | GeneralSecurityException broken) {
            throw refused("The jwk is no public key that can be read");
        }
    }

    /// Whether this key made that signature with its own algorithm.
    boolean verifies(byte[] signed, byte[] signature) {
        try {
            if (jwk instanceof OctetKeyPair) {
                var check = Signature.getInstance("Ed25519");
                check.initVerify(publicKey());
                check.update(signed);
                return check.verify(signature);
            }
            var header = new JWSHeader(algorithm);
            var encoded = Base64URL.encode(signature);
            return jwk instanceof ECKey key
                    ? new ECDSAVerifier(key).verify(header, signed, encoded)
                    : new RSASSAVerifier(jwk.toRSAKey()).verify(header, signed, encoded);
        } catch (JOSEException | GeneralSecurityException _) {
            return false;
        }
    }
}

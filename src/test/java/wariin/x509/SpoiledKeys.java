package wariin.x509;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.List;

/// Keys that nobody may certify.
final class SpoiledKeys extends SpoiledPart {

    /// Made once: it takes a while.
    private static final List<BadKey> BAD_KEYS = made();

    SpoiledKeys(Good good) {
        super(good);
    }

    @Override
    void spoil() throws Exception {
        keys();
    }

    private record BadKey(String name, Finding expected, byte[] info) {}

    private static List<BadKey> made() {
        try {
            return badKeys();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<BadKey> badKeys() throws Exception {
        var strong = rsa(3072, BigInteger.valueOf(65537));
        var withFactor = strong.getModulus()
                .subtract(strong.getModulus().mod(BigInteger.valueOf(14)))
                .add(BigInteger.valueOf(7));
        var prime = new BigInteger(1534, new SecureRandom())
                .setBit(1535)
                .setBit(1534)
                .nextProbablePrime();
        var info = DerReader.over(strong.getEncoded()).into(Der.SEQUENCE);
        info.element();
        var point = ec("secp256r1").getEncoded();
        point[point.length - 1] ^= 1;
        return List.of(
                new BadKey(
                        "RSA-2048",
                        Finding.RSA_LENGTH,
                        rsa(2048, BigInteger.valueOf(65537)).getEncoded()),
                new BadKey(
                        "RSA exponent 3",
                        Finding.RSA_EXPONENT,
                        rsa(3072, BigInteger.valueOf(3)).getEncoded()),
                new BadKey("RSA with a factor 7", Finding.RSA_FACTOR, modulus(withFactor)),
                new BadKey(
                        "RSA with close primes",
                        Finding.RSA_CLOSE_PRIMES,
                        modulus(prime.multiply(prime.nextProbablePrime()))),
                new BadKey(
                        "RSA without NULL",
                        Finding.KEY_PARAMETERS,
                        Der.sequence(Der.sequence(Der.oid("1.2.840.113549.1.1.1")), info.element())),
                new BadKey("P-521", Finding.EC_CURVE, ec("secp521r1").getEncoded()),
                new BadKey("Ed25519", Finding.KEY_UNKNOWN, other("Ed25519")),
                new BadKey("ML-DSA-44", Finding.KEY_UNKNOWN, other("ML-DSA-44")),
                new BadKey("point off the curve", Finding.EC_POINT, point));
    }

    private void keys() throws Exception {
        for (var bad : BAD_KEYS) key(bad.name(), bad.expected(), bad.info());
        if (rules.selfSigned()) {
            key("of another", Finding.KEY_NOT_OWN, ec("secp256r1").getEncoded());
        } else {
            key("of the issuer", Finding.KEY_OF_ISSUER, issuerKey.getEncoded());
        }
    }

    private static byte[] other(String algorithm) throws Exception {
        return KeyPairGenerator.getInstance(algorithm)
                .generateKeyPair()
                .getPublic()
                .getEncoded();
    }

    private void key(String name, Finding expected, byte[] info) {
        add("key " + name, expected, body -> body.key = info);
    }

    private static byte[] modulus(BigInteger modulus) {
        var algorithm = Der.sequence(Der.oid("1.2.840.113549.1.1.1"), NULL);
        return Der.sequence(algorithm, Der.bits(Der.sequence(Der.integer(modulus), Der.integer(65537))));
    }

    private static RSAPublicKey rsa(int bits, BigInteger exponent) throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(new RSAKeyGenParameterSpec(bits, exponent));
        return (RSAPublicKey) generator.generateKeyPair().getPublic();
    }

    private static PublicKey ec(String curve) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair().getPublic();
    }
}

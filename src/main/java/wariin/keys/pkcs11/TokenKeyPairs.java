package wariin.keys.pkcs11;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import wariin.keys.KeyAlgorithm;
import wariin.keys.KeysUnusable;
import wariin.keys.ResidentKeys;

/// Key pairs that are made in a token, sensitive and not extractable, and sign there.
final class TokenKeyPairs implements ResidentKeys {

    private static final byte[] P256 = HexFormat.of().parseHex("06082a8648ce3d030107");
    private static final byte[] P384 = HexFormat.of().parseHex("06052b81040022");

    private final Sessions token;

    TokenKeyPairs(Sessions token) {
        this.token = token;
    }

    @Override
    public boolean makes(KeyAlgorithm algorithm) {
        return switch (algorithm) {
            case EC_P256, EC_P384, RSA_3072, RSA_4096 -> true;
            case ED25519, ML_DSA_65, ML_DSA_87 -> false;
        };
    }

    @Override
    public PublicKey generate(KeyAlgorithm algorithm, String label) {
        return token.make(session -> {
            var handle = token.library()
                    .generateKeyPair(
                            session,
                            isRsa(algorithm) ? Attribute.RSA_KEY_PAIR_GEN : Attribute.EC_KEY_PAIR_GEN,
                            publicHalf(algorithm, label),
                            privateHalf(label));
            return isRsa(algorithm) ? rsaKey(session, handle) : ecKey(session, handle, algorithm);
        });
    }

    /// The public half, as it stands beside the private one.
    PublicKey publicKey(KeyAlgorithm algorithm, String label) {
        return token.use(session -> {
            var found = token.library().find(session, Attribute.PUBLIC_KEYS, Attribute.label(label));
            if (found.isEmpty()) throw new KeysUnusable("The public key of " + label + " is not in the token");
            return isRsa(algorithm) ? rsaKey(session, found.getFirst()) : ecKey(session, found.getFirst(), algorithm);
        });
    }

    @Override
    public byte[] sign(KeyAlgorithm algorithm, String label, byte[] message) {
        if (isRsa(algorithm)) {
            return token.use(session -> token.library()
                    .sign(session, Attribute.SHA256_RSA_PKCS, token.privateKey(session, label), message));
        }
        var hash = hash(algorithm == KeyAlgorithm.EC_P384 ? "SHA-384" : "SHA-256", message);
        return der(token.use(
                session -> token.library().sign(session, Attribute.ECDSA, token.privateKey(session, label), hash)));
    }

    @Override
    public boolean holds(String label) {
        return token.use(session -> !token.library()
                .find(session, Attribute.PRIVATE_KEYS, Attribute.label(label))
                .isEmpty());
    }

    @Override
    public void destroy(String label) {
        token.use(session -> {
            for (var kind : new Attribute[] {Attribute.PRIVATE_KEYS, Attribute.PUBLIC_KEYS}) {
                for (var object : token.library().find(session, kind, Attribute.label(label))) {
                    token.library().destroy(session, object);
                }
            }
            return true;
        });
    }

    private static boolean isRsa(KeyAlgorithm algorithm) {
        return algorithm == KeyAlgorithm.RSA_3072 || algorithm == KeyAlgorithm.RSA_4096;
    }

    private static Attribute[] publicHalf(KeyAlgorithm algorithm, String label) {
        var special = switch (algorithm) {
            case EC_P256 -> new Attribute[] {new Attribute(Attribute.EC_PARAMS, P256)};
            case EC_P384 -> new Attribute[] {new Attribute(Attribute.EC_PARAMS, P384)};
            case RSA_3072 -> rsa(3072);
            case RSA_4096 -> rsa(4096);
            default -> throw new KeysUnusable("A token makes no " + algorithm + " keys");
        };
        var half = Arrays.copyOf(
                new Attribute[] {
                    Attribute.IN_TOKEN,
                    Attribute.NOT_PRIVATE,
                    Attribute.VERIFIES,
                    Attribute.label(label),
                    Attribute.identifier(label)
                },
                5 + special.length);
        System.arraycopy(special, 0, half, 5, special.length);
        return half;
    }

    private static Attribute[] privateHalf(String label) {
        return new Attribute[] {
            Attribute.IN_TOKEN,
            Attribute.PRIVATE,
            Attribute.SENSITIVE,
            Attribute.NOT_EXTRACTABLE,
            Attribute.SIGNS,
            Attribute.label(label),
            Attribute.identifier(label)
        };
    }

    private static Attribute[] rsa(int bits) {
        return new Attribute[] {
            Attribute.modulusBits(bits), new Attribute(Attribute.PUBLIC_EXPONENT, new byte[] {1, 0, 1})
        };
    }

    private PublicKey rsaKey(long session, long handle) {
        var modulus = new BigInteger(1, token.library().attribute(session, handle, Attribute.MODULUS));
        var exponent = new BigInteger(1, token.library().attribute(session, handle, Attribute.PUBLIC_EXPONENT));
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException broken) {
            throw new KeysUnusable("The token gave a public key that is none", broken);
        }
    }

    private PublicKey ecKey(long session, long handle, KeyAlgorithm algorithm) {
        var encoded = token.library().attribute(session, handle, Attribute.EC_POINT);
        var size = algorithm == KeyAlgorithm.EC_P384 ? 48 : 32;
        // An OCTET STRING around 04, x and y: the coordinates are the end.
        if (encoded.length < 2 * size) throw new KeysUnusable("The token gave a public key that is none");
        var x = new BigInteger(1, Arrays.copyOfRange(encoded, encoded.length - 2 * size, encoded.length - size));
        var y = new BigInteger(1, Arrays.copyOfRange(encoded, encoded.length - size, encoded.length));
        try {
            var curve = AlgorithmParameters.getInstance("EC");
            curve.init(new ECGenParameterSpec(size == 48 ? "secp384r1" : "secp256r1"));
            var parameters = curve.getParameterSpec(ECParameterSpec.class);
            return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), parameters));
        } catch (GeneralSecurityException broken) {
            throw new KeysUnusable("The token gave a public key that is none", broken);
        }
    }

    /// PKCS #11 gives r and s side by side, certificates want SEQUENCE { r, s } (RFC 3279, 2.2.3).
    private static byte[] der(byte[] raw) {
        var r = new BigInteger(1, Arrays.copyOf(raw, raw.length / 2)).toByteArray();
        var s = new BigInteger(1, Arrays.copyOfRange(raw, raw.length / 2, raw.length)).toByteArray();
        var length = r.length + s.length + 4; // 104 at most: one octet tells it
        return ByteBuffer.allocate(length + 2)
                .put((byte) 0x30)
                .put((byte) length)
                .put((byte) 2)
                .put((byte) r.length)
                .put(r)
                .put((byte) 2)
                .put((byte) s.length)
                .put(s)
                .array();
    }

    private static byte[] hash(String algorithm, byte[] message) {
        try {
            return MessageDigest.getInstance(algorithm).digest(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

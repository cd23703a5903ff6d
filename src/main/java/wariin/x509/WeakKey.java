package wariin.x509;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.EllipticCurve;
import java.security.spec.X509EncodedKeySpec;
import java.util.BitSet;
import java.util.Optional;

/// Why a public key is not certified (TS 119 312; CA/Browser Forum S/MIME BR, 6.1.1.3, 6.1.5 and 6.1.6).
final class WeakKey {
    private static final int SHORTEST_MODULUS = 3072;
    private static final int LONGEST_MODULUS = 8192;
    private static final BigInteger EXPONENT = BigInteger.valueOf(65537);
    private static final int[] SMALL_PRIMES = primesBelow(752);
    private static final int[] PRODUCTS = products(SMALL_PRIMES);
    /// For each small prime what 65537 generates: a modulus that falls into all of these came from a broken chip.
    private static final BitSet[] GENERATED = generated();

    private static final int FERMAT_ROUNDS = 100;
    private static final ECParameterSpec P256 = parameters("secp256r1");
    private static final ECParameterSpec P384 = parameters("secp384r1");

    private WeakKey() {}

    /// The key in this SubjectPublicKeyInfo; whatever the platform cannot use is a {@link GeneralSecurityException}.
    static PublicKey parse(byte[] info) throws GeneralSecurityException {
        var fields = DerReader.over(info).into(Der.SEQUENCE);
        var family = family(fields.into(Der.SEQUENCE).oid());
        // Other providers' ML-DSA keys do not say which parameters they have.
        var factory = family.equals("ML-DSA") ? KeyFactory.getInstance(family, "SUN") : KeyFactory.getInstance(family);
        return factory.generatePublic(new X509EncodedKeySpec(info));
    }

    private static String family(String oid) throws GeneralSecurityException {
        return switch (oid) {
            case "1.2.840.113549.1.1.1" -> "RSA";
            case "1.2.840.10045.2.1" -> "EC";
            case "2.16.840.1.101.3.4.3.18", "2.16.840.1.101.3.4.3.19" -> "ML-DSA";
            default -> throw new NoSuchAlgorithmException("No keys of the kind " + oid + " are certified");
        };
    }

    /// Nothing, if it may be certified.
    static Optional<Finding> find(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> rsa(rsa);
            case ECPublicKey ec -> curve(ec);
            default -> SignatureAlgorithm.isMlDsa(key) ? Optional.empty() : Optional.of(Finding.KEY_UNKNOWN);
        };
    }

    private static Optional<Finding> rsa(RSAPublicKey key) {
        var modulus = key.getModulus();
        var bits = modulus.bitLength();
        if (bits < SHORTEST_MODULUS || bits > LONGEST_MODULUS || bits % 8 != 0) return Optional.of(Finding.RSA_LENGTH);
        if (!key.getPublicExponent().equals(EXPONENT)) return Optional.of(Finding.RSA_EXPONENT);
        if (hasSmallFactor(modulus)) return Optional.of(Finding.RSA_FACTOR);
        if (fromBrokenChip(modulus)) return Optional.of(Finding.RSA_ROCA);
        return hasClosePrimes(modulus) ? Optional.of(Finding.RSA_CLOSE_PRIMES) : Optional.empty();
    }

    private static boolean hasSmallFactor(BigInteger modulus) {
        if (!modulus.testBit(0)) return true;
        var next = 0;
        for (var product : PRODUCTS) {
            var rest = modulus.mod(BigInteger.valueOf(product)).intValue();
            for (long whole = product; whole > 1; whole /= SMALL_PRIMES[next], next++) {
                if (rest % SMALL_PRIMES[next] == 0) return true;
            }
        }
        return false;
    }

    /// The fingerprint of CVE-2017-15361.
    static boolean fromBrokenChip(BigInteger modulus) {
        for (var n = 1; SMALL_PRIMES[n] <= 167; n++) {
            var rest = modulus.mod(BigInteger.valueOf(SMALL_PRIMES[n])).intValue();
            if (!GENERATED[n].get(rest)) return false;
        }
        return true;
    }

    /// Fermat's method finds primes that lie close together (CVE-2022-26320).
    static boolean hasClosePrimes(BigInteger modulus) {
        var root = modulus.sqrtAndRemainder();
        var middle = root[1].signum() == 0 ? root[0] : root[0].add(BigInteger.ONE);
        var square = middle.multiply(middle).subtract(modulus);
        for (var round = 0; round < FERMAT_ROUNDS; round++) {
            if (maySquare(square) && square.sqrtAndRemainder()[1].signum() == 0) return true;
            square = square.add(middle.shiftLeft(1)).add(BigInteger.ONE);
            middle = middle.add(BigInteger.ONE);
        }
        return false;
    }

    /// False for most numbers that are no squares, at the price of a few divisions.
    private static boolean maySquare(BigInteger number) {
        if (number.signum() == 0) return true;
        var low = number.intValue() & 15;
        if (low != 0 && low != 1 && low != 4 && low != 9) return false;
        var rest = number.mod(BigInteger.valueOf(45045)).intValue();
        return isSquare(rest, 63) && isSquare(rest, 65) && isSquare(rest, 11);
    }

    private static boolean isSquare(int number, int modulus) {
        var rest = number % modulus;
        for (var n = 0; n <= modulus / 2; n++) if (n * n % modulus == rest) return true;
        return false;
    }

    private static Optional<Finding> curve(ECPublicKey key) {
        var curve = key.getParams().getCurve();
        if (curve.equals(P256.getCurve())) return point(key, P256.getCurve());
        if (curve.equals(P384.getCurve())) return point(key, P384.getCurve());
        return Optional.of(Finding.EC_CURVE);
    }

    private static Optional<Finding> point(ECPublicKey key, EllipticCurve curve) {
        var p = ((java.security.spec.ECFieldFp) curve.getField()).getP();
        var x = key.getW().getAffineX();
        var y = key.getW().getAffineY();
        if (x == null || x.signum() < 0 || x.compareTo(p) >= 0 || y.signum() < 0 || y.compareTo(p) >= 0) {
            return Optional.of(Finding.EC_POINT);
        }
        var right = x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB());
        return y.multiply(y).subtract(right).mod(p).signum() == 0 ? Optional.empty() : Optional.of(Finding.EC_POINT);
    }

    private static ECParameterSpec parameters(String name) {
        try {
            var parameters = java.security.AlgorithmParameters.getInstance("EC");
            parameters.init(new java.security.spec.ECGenParameterSpec(name));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int[] primesBelow(int limit) {
        var composite = new BitSet(limit);
        for (var n = 2; n * n < limit; n++) {
            if (!composite.get(n)) for (var m = n * n; m < limit; m += n) composite.set(m);
        }
        return java.util.stream.IntStream.range(2, limit)
                .filter(n -> !composite.get(n))
                .toArray();
    }

    /// Products of as many primes as fit, in order: one long division instead of several.
    private static int[] products(int[] primes) {
        var products = java.util.stream.IntStream.builder();
        long product = 1;
        for (var prime : primes) {
            if (product * prime > Integer.MAX_VALUE) {
                products.add((int) product);
                product = 1;
            }
            product *= prime;
        }
        return products.add((int) product).build().toArray();
    }

    private static BitSet[] generated() {
        var sets = new BitSet[SMALL_PRIMES.length];
        for (var n = 1; n < sets.length && SMALL_PRIMES[n] <= 167; n++) {
            sets[n] = new BitSet();
            for (var power = 1; !sets[n].get(power); power = power * (65537 % SMALL_PRIMES[n]) % SMALL_PRIMES[n]) {
                sets[n].set(power);
            }
        }
        return sets;
    }
}

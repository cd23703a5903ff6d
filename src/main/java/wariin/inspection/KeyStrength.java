package wariin.inspection;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.springframework.stereotype.Component;
import wariin.inspection.Look.Notes;

/// The keys of a service: long enough, well made, and of an algorithm that is still fit (TS 119 312, 6 and 8).
@Component
class KeyStrength implements Check {

    private static final int SHORTEST_RSA = 3000;
    private static final BigInteger SMALLEST_EXPONENT = BigInteger.ONE.shiftLeft(16);
    private static final BigInteger LARGEST_EXPONENT = BigInteger.ONE.shiftLeft(256);
    private static final List<Integer> CURVE_BITS = List.of(256, 320, 384, 512, 521);
    /// Moduli of one maker's faulty chips are powers of 65537 by each of these (ROCA, CVE-2017-15361).
    private static final int[] ROCA_PRIMES = {11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157};

    private final CertificatesAtHand certificates;

    KeyStrength(CertificatesAtHand certificates) {
        this.certificates = certificates;
    }

    @Override
    public String name() {
        return "weak-key-check";
    }

    @Override
    public Look look(Inspected service) {
        var notes = new Notes();
        for (var certificate : certificates.of(service)) {
            var fact = notes.fact(
                    "certificate", certificate.getSubjectX500Principal().getName());
            fact.put("algorithm", certificate.getPublicKey().getAlgorithm());
            fact.put("signature", certificate.getSigAlgName());
            if (certificate.getSigAlgName().matches("(?i)(sha-?1|md[25])with.*")) {
                notes.fault("弱いハッシュ関数で署名された証明書です。", "A certificate is signed with a weak hash function.");
            }
            var bits = judge(certificate.getPublicKey(), notes);
            if (bits > 0) fact.put("bits", bits);
        }
        if (notes.nothingSeen()) {
            notes.doubt("登録された証明書がありません。", "No certificate is named for this service.");
        }
        return notes.look("すべての鍵が十分に長く、既知の弱点がありません。", "All keys are long enough and show no known weakness.");
    }

    static int judge(PublicKey key, Notes notes) {
        return switch (key) {
            case RSAPublicKey rsa -> rsa(rsa, notes);
            case ECPublicKey ec -> {
                var bits = ec.getParams().getOrder().bitLength();
                if (!CURVE_BITS.contains(bits)) {
                    notes.fault("楕円曲線が推奨されるものではありません。", "The elliptic curve is not a recommended one.");
                }
                yield bits;
            }
            case EdECPublicKey _ -> 0;
            default -> {
                if (!key.getAlgorithm().startsWith("ML-DSA")) {
                    notes.doubt("この種類の鍵は確かめられません。", "This kind of key cannot be judged here.");
                }
                yield 0;
            }
        };
    }

    private static int rsa(RSAPublicKey key, Notes notes) {
        var bits = key.getModulus().bitLength();
        if (bits < SHORTEST_RSA) {
            notes.fault("RSA鍵が" + bits + "ビットで、短すぎます。", "An RSA key of " + bits + " bits is too short.");
        }
        var exponent = key.getPublicExponent();
        if (!exponent.testBit(0)
                || exponent.compareTo(SMALLEST_EXPONENT) <= 0
                || exponent.compareTo(LARGEST_EXPONENT) >= 0) {
            notes.fault("RSA鍵の公開指数が適切ではありません。", "The public exponent of an RSA key is not a fit one.");
        }
        if (roca(key.getModulus())) {
            notes.fault("既知の欠陥(ROCA)のある装置で作られた鍵です。", "A key was made by a device with a known flaw (ROCA).");
        }
        return bits;
    }

    static boolean roca(BigInteger modulus) {
        for (var prime : ROCA_PRIMES) {
            var rest = modulus.mod(BigInteger.valueOf(prime)).intValue();
            var power = 1;
            var found = false;
            for (var step = 0; step < prime && !found; step++) {
                found = power == rest;
                power = (int) ((long) power * 65537 % prime);
            }
            if (!found) return false;
        }
        return true;
    }
}

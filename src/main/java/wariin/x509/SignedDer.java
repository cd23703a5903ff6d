package wariin.x509;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;

/// The linters' part for what comes after a signed body: the algorithm once more, and the signature.
final class SignedDer {
    private SignedDer() {}

    static void lint(DerReader after, byte[] body, PublicKey key, Findings findings) {
        var algorithm = SignatureAlgorithm.of(key);
        findings.require(Arrays.equals(after.element(), algorithm.identifier()), Finding.ALGORITHM_OUTSIDE);
        var bits = after.contents(Der.BIT_STRING);
        findings.require(verifies(body, bits, key, algorithm), Finding.SIGNATURE);
    }

    private static boolean verifies(byte[] body, byte[] bits, PublicKey key, SignatureAlgorithm algorithm) {
        if (bits.length == 0 || bits[0] != 0) return false;
        try {
            var verifier = Signature.getInstance(algorithm.jcaName());
            verifier.initVerify(key);
            verifier.update(body);
            return verifier.verify(bits, 1, bits.length - 1);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}

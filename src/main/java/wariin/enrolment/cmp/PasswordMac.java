package wariin.enrolment.cmp;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.cmp.CMPObjectIdentifiers;
import org.bouncycastle.asn1.cmp.PBMParameter;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.crmf.CRMFException;
import org.bouncycastle.cert.crmf.PKMACBuilder;
import org.bouncycastle.cert.crmf.PKMACValuesCalculator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.MacCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.PBEMacCalculatorProvider;
import org.bouncycastle.pkcs.jcajce.JcePBMac1CalculatorBuilder;

/// Protection by a shared secret: the password-based MAC that all clients know, and PBMAC1 (RFC 9481, 6.1).
final class PasswordMac {

    /// More would let a stranger keep the machine busy; the secrets have 256 random bits, so fewer would do.
    private static final int MOST_ITERATIONS = 100_000;

    private static final int SALT = 16;
    /// The library asks for the function by a name that only its own provider knows.
    private static final Provider PBKDF2 = new BouncyCastleProvider();

    private static final Map<String, String> DIGESTS = Map.of(
            "2.16.840.1.101.3.4.2.1", "SHA-256",
            "2.16.840.1.101.3.4.2.2", "SHA-384",
            "2.16.840.1.101.3.4.2.3", "SHA-512");
    /// SHA-1 inside of HMAC is still sound, and what OpenSSL 3.0 uses when nothing is said.
    private static final Map<String, String> MACS = Map.of(
            "1.3.6.1.5.5.8.1.2", "HmacSHA1",
            "1.2.840.113549.2.7", "HmacSHA1",
            "1.2.840.113549.2.9", "HmacSHA256",
            "1.2.840.113549.2.10", "HmacSHA384",
            "1.2.840.113549.2.11", "HmacSHA512");

    private PasswordMac() {}

    static boolean isPossible(AlgorithmIdentifier algorithm) {
        var oid = algorithm.getAlgorithm();
        return oid.equals(CMPObjectIdentifiers.passwordBasedMac) || oid.equals(PKCSObjectIdentifiers.id_PBMAC1);
    }

    /// Computes as the message says; what it may not say is a {@link CmpFault}.
    static PBEMacCalculatorProvider verifier(AlgorithmIdentifier algorithm) throws CRMFException {
        if (algorithm.getAlgorithm().equals(CMPObjectIdentifiers.passwordBasedMac)) {
            var parameters = PBMParameter.getInstance(algorithm.getParameters());
            limit(parameters.getIterationCount().intPositiveValueExact());
            return new PKMACBuilder(new Values(), MOST_ITERATIONS);
        }
        var parameters = PBMAC1Params.getInstance(algorithm.getParameters());
        limit(PBKDF2Params.getInstance(parameters.getKeyDerivationFunc().getParameters())
                .getIterationCount()
                .intValueExact());
        return (_, password) ->
                new JcePBMac1CalculatorBuilder(parameters).setProvider(PBKDF2).build(password);
    }

    /// The same method with a new salt, so that the client certainly knows it.
    static MacCalculator answering(AlgorithmIdentifier asked, char[] secret, SecureRandom random)
            throws CRMFException, OperatorCreationException {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        if (asked.getAlgorithm().equals(CMPObjectIdentifiers.passwordBasedMac)) {
            var old = PBMParameter.getInstance(asked.getParameters());
            var parameters =
                    new PBMParameter(salt, old.getOwf(), old.getIterationCount().intPositiveValueExact(), old.getMac());
            return new PKMACBuilder(new Values(), MOST_ITERATIONS)
                    .setParameters(parameters)
                    .build(secret);
        }
        return new JcePBMac1CalculatorBuilder("HmacSHA256", 256)
                .setProvider(PBKDF2)
                .setIterationCount(10_000)
                .setSalt(salt)
                .setPrf(JcePBMac1CalculatorBuilder.PRF_SHA256)
                .build(secret);
    }

    private static void limit(int iterations) {
        if (iterations < 1 || iterations > MOST_ITERATIONS) {
            throw new CmpFault(PKIFailureInfo.badAlg, "The iteration count is not between 1 and 100000");
        }
    }

    /// The hash and MAC of the password-based MAC (RFC 4211, 4.4).
    private static final class Values implements PKMACValuesCalculator {
        private String digest = "";
        private String mac = "";

        @Override
        public void setup(AlgorithmIdentifier digestAlgorithm, AlgorithmIdentifier macAlgorithm) throws CRMFException {
            digest = name(DIGESTS, digestAlgorithm);
            mac = name(MACS, macAlgorithm);
        }

        private static String name(Map<String, String> known, AlgorithmIdentifier algorithm) throws CRMFException {
            var name = known.get(algorithm.getAlgorithm().getId());
            if (name == null) throw new CRMFException("not an algorithm for here", null);
            return name;
        }

        @Override
        public byte[] calculateDigest(byte[] data) {
            try {
                return MessageDigest.getInstance(digest).digest(data);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public byte[] calculateMac(byte[] key, byte[] data) throws CRMFException {
            try {
                var computed = Mac.getInstance(mac);
                computed.init(new SecretKeySpec(key, mac));
                return computed.doFinal(data);
            } catch (GeneralSecurityException e) {
                throw new CRMFException("the MAC cannot be computed", e);
            }
        }
    }
}

package wariin.enrolment.cmp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.cert.cmp.CMPException;
import org.bouncycastle.cert.cmp.ProtectedPKIMessage;
import org.bouncycastle.cert.crmf.CRMFException;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.springframework.stereotype.Component;
import wariin.enrolment.EnrolmentKey;
import wariin.enrolment.EnrolmentKeys;
import wariin.enrolment.EnrolmentLimits;
import wariin.enrolment.EnrolmentLimits.Limit;
import wariin.enrolment.ProgramCertificates;
import wariin.enrolment.Protocol;
import wariin.x509.Certificates;
import wariin.x509.SerialNumber;

/// Finds out who protected a message (RFC 9810, 5.1.3; RFC 9483, 3.2).
@Component
class CmpCallers {

    private static final Set<String> SIGNATURES = Set.of(
            "1.2.840.10045.4.3.2",
            "1.2.840.10045.4.3.3",
            "1.2.840.10045.4.3.4",
            "1.2.840.113549.1.1.11",
            "1.2.840.113549.1.1.12",
            "1.2.840.113549.1.1.13",
            "2.16.840.1.101.3.4.3.18",
            "2.16.840.1.101.3.4.3.19");

    private final EnrolmentKeys keys;
    private final EnrolmentLimits limits;
    private final ProgramCertificates certificates;
    private final Clock clock;

    CmpCallers(EnrolmentKeys keys, EnrolmentLimits limits, ProgramCertificates certificates, Clock clock) {
        this.keys = keys;
        this.limits = limits;
        this.certificates = certificates;
        this.clock = clock;
    }

    CmpCaller of(ProtectedPKIMessage message, String address) {
        if (!limits.open(Limit.WRONG_SECRET, address)) {
            throw new CmpFault(PKIFailureInfo.systemUnavail, "Too many wrong secrets; come back later");
        }
        try {
            var caller = PasswordMac.isPossible(message.getProtectionAlgorithm()) ? secret(message) : holder(message);
            if (!limits.allows(Limit.REQUEST, caller.key().id())) {
                throw new CmpFault(PKIFailureInfo.systemUnavail, "Too many messages; come back later");
            }
            return caller;
        } catch (CmpFault wrong) {
            limits.allows(Limit.WRONG_SECRET, address);
            throw wrong;
        } catch (CMPException | CRMFException | OperatorCreationException | IOException | ArithmeticException _) {
            limits.allows(Limit.WRONG_SECRET, address);
            throw new CmpFault(PKIFailureInfo.badAlg, "The protection cannot be verified");
        }
    }

    private CmpCaller secret(ProtectedPKIMessage message) throws CMPException, CRMFException {
        var reference = message.getHeader().getSenderKID();
        if (reference == null) throw new CmpFault(PKIFailureInfo.badMessageCheck, "There is no reference value");
        var id = new String(reference.getOctets(), StandardCharsets.US_ASCII);
        var secret = keys.secretOf(Protocol.CMP, id).orElseThrow(CmpCallers::wrong);
        var characters = characters(secret);
        EnrolmentKeys.clear(secret);
        if (!message.verify(PasswordMac.verifier(message.getProtectionAlgorithm()), characters)) {
            Arrays.fill(characters, '\0');
            throw wrong();
        }
        return new CmpCaller.Secret(keys.find(Protocol.CMP, id).orElseThrow(CmpCallers::wrong), characters);
    }

    private static char[] characters(byte[] ascii) {
        var characters = new char[ascii.length];
        for (var n = 0; n < ascii.length; n++) characters[n] = (char) ascii[n];
        return characters;
    }

    /// The first extra certificate is the one that protects (RFC 9483, 3.3); it must be one of ours, as we know it.
    private CmpCaller holder(ProtectedPKIMessage message) throws CMPException, OperatorCreationException, IOException {
        var algorithm = message.getProtectionAlgorithm().getAlgorithm().getId();
        if (!SIGNATURES.contains(algorithm)) throw new CmpFault(PKIFailureInfo.badAlg, "The signature is too weak");
        if (message.getCertificates().length == 0) throw untrusted("There is no certificate of the signer");
        var said = message.getCertificates()[0];
        if (said.getSerialNumber().signum() <= 0 || said.getSerialNumber().bitLength() > 159) {
            throw untrusted("The signer's certificate is not one of ours");
        }
        var serial = new SerialNumber(said.getSerialNumber());
        var certificate = certificates
                .certificate(serial)
                .orElseThrow(() -> untrusted("The signer's certificate is not one of ours"));
        if (!Arrays.equals(Certificates.encoded(certificate), said.getEncoded())) {
            throw untrusted("The signer's certificate is not one of ours");
        }
        var verifier = new JcaContentVerifierProviderBuilder().build(certificate.getPublicKey());
        if (!message.verify(verifier)) throw wrong();
        return new CmpCaller.Holder(key(serial, certificate), certificate);
    }

    private EnrolmentKey key(SerialNumber serial, X509Certificate certificate) {
        var now = clock.instant();
        if (now.isAfter(certificate.getNotAfter().toInstant())) throw untrusted("The signer's certificate has expired");
        if (certificates.isRevoked(certificate)) {
            throw new CmpFault(PKIFailureInfo.certRevoked, "The signer's certificate is revoked");
        }
        return certificates
                .find(serial)
                .flatMap(program -> keys.find(program.protocol(), program.key()))
                .filter(key -> key.usable(now))
                .orElseThrow(() -> untrusted("The signer's certificate was not issued to a program that may ask now"));
    }

    private static CmpFault untrusted(String sentence) {
        return new CmpFault(PKIFailureInfo.signerNotTrusted, sentence);
    }

    private static CmpFault wrong() {
        return new CmpFault(PKIFailureInfo.badMessageCheck, "The protection is not that of a key, or of this message");
    }
}

package wariin.enrolment.acme;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import wariin.ca.revocation.RevocationReason;
import wariin.enrolment.ProgramCertificate;
import wariin.enrolment.ProgramCertificates;
import wariin.enrolment.acme.AcmeProblem.Type;
import wariin.ra.RequestOutcome;
import wariin.ra.desk.DeskId;
import wariin.x509.Certificates;
import wariin.x509.MalformedDer;
import wariin.x509.SerialNumber;

/// Hands certificates out and takes them back (RFC 8555, 7.4.2 and 7.6).
@Service
public class AcmeCertificates {

    private static final Map<Integer, RevocationReason> REASONS = Map.of(
            0, RevocationReason.UNSPECIFIED,
            1, RevocationReason.KEY_COMPROMISE,
            3, RevocationReason.AFFILIATION_CHANGED,
            4, RevocationReason.SUPERSEDED,
            5, RevocationReason.CESSATION_OF_OPERATION,
            9, RevocationReason.PRIVILEGE_WITHDRAWN);

    private final ProgramCertificates certificates;
    private final AuthorizationRegister authorizations;
    private final AcmeAccounts.Writing writing;

    AcmeCertificates(
            ProgramCertificates certificates, AuthorizationRegister authorizations, AcmeAccounts.Writing writing) {
        this.certificates = certificates;
        this.authorizations = authorizations;
        this.writing = writing;
    }

    /// From the certificate up to the root.
    public List<X509Certificate> chain(Account account, String serial) {
        return number(serial)
                .flatMap(certificates::find)
                .filter(found -> account.id().equals(found.account()))
                .flatMap(found -> certificates.certificate(found.serial()))
                .map(certificates::chain)
                .orElseThrow(() -> AcmeProblem.of(Type.notFound, "This account has no such certificate"));
    }

    private static java.util.Optional<SerialNumber> number(String serial) {
        return serial.matches("[0-9a-f]{1,40}")
                ? java.util.Optional.of(SerialNumber.of(serial))
                : java.util.Optional.empty();
    }

    /// By the account that got it, one that has proven all its names, or whoever holds its key.
    public void revoke(DeskId desk, AcmeRequests.Signer signer) {
        var der = SignedRequest.decoded(signer.payload().path("certificate").asString(""));
        var code = signer.payload().get("reason");
        var reason = code == null ? RevocationReason.UNSPECIFIED : REASONS.get(code.asInt(-1));
        if (reason == null) {
            throw AcmeProblem.of(Type.badRevocationReason, "Reasons here are 0, 1, 3, 4, 5 and 9");
        }
        var certificate = parse(der);
        var program = certificates
                .find(SerialNumber.of(certificate))
                .filter(found -> found.desk().equals(desk))
                .filter(found -> certificates.certificate(found.serial()).equals(java.util.Optional.of(certificate)))
                .orElseThrow(() -> AcmeProblem.of(Type.notFound, "This desk has no such certificate"));
        if (!may(signer, program, certificate)) {
            throw AcmeProblem.of(Type.unauthorized, "The certificate is another account's, and the key is not its own");
        }
        if (certificates.isRevoked(certificate)) throw alreadyRevoked();
        var requester = signer.account().map(Account::actor).orElse("certificate-key");
        switch (certificates.revoke(program, reason, requester)) {
            case RequestOutcome.Done _ -> {}
            case RequestOutcome.Unknown _ -> throw AcmeProblem.of(Type.notFound, "This desk has no such certificate");
            case RequestOutcome.Refused(var why) -> {
                if (certificates.isRevoked(certificate)) throw alreadyRevoked();
                throw AcmeProblem.of(Type.unauthorized, why.sentence());
            }
        }
    }

    private static AcmeProblem alreadyRevoked() {
        return AcmeProblem.of(Type.alreadyRevoked, "The certificate was revoked before");
    }

    private boolean may(AcmeRequests.Signer signer, ProgramCertificate program, X509Certificate certificate) {
        if (signer.account().isEmpty()) {
            return Arrays.equals(
                    signer.key().publicKey().getEncoded(),
                    certificate.getPublicKey().getEncoded());
        }
        var account = signer.account().get();
        if (account.id().equals(program.account())) return true;
        var now = writing.clock().instant();
        var names = CertificateNames.of(certificate);
        return !names.isEmpty() && names.stream().allMatch(name -> authorizations.proven(account.id(), name, now));
    }

    private static X509Certificate parse(byte[] der) {
        try {
            var certificate = der.length > 0 && der[0] == 0x30 ? Certificates.parse(der) : null;
            if (certificate != null && Arrays.equals(der, certificate.getEncoded())) return certificate;
        } catch (MalformedDer | CertificateEncodingException _) {
            // said below
        }
        throw SignedRequest.malformed("The member certificate is no certificate (base64url of DER)");
    }
}

package wariin.enrolment;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import wariin.ca.CertificationAuthority;
import wariin.ca.revocation.RevocationReason;
import wariin.ra.Enrolment;
import wariin.ra.EnrolmentOutcome;
import wariin.ra.Registration;
import wariin.ra.RequestOutcome;
import wariin.ra.Requests;
import wariin.ra.request.CertificateRequest;
import wariin.ra.request.RequestId;
import wariin.x509.SerialNumber;

/// The one way on which programs get certificates and give them back, whatever their protocol: the desk's officers
/// have signed the rule, `ra` checks each request against it.
@Service
public class ProgramCertificates {

    private static final int NEWEST = 200;

    private final Registration registration;
    private final Requests requests;
    private final CertificationAuthority authority;
    private final ProgramCertificateRegister register;
    private final Clock clock;

    ProgramCertificates(
            Registration registration,
            Requests requests,
            CertificationAuthority authority,
            ProgramCertificateRegister register,
            Clock clock) {
        this.registration = registration;
        this.requests = requests;
        this.authority = authority;
        this.register = register;
        this.clock = clock;
    }

    /// Issues under the key's standing approval; never inside a transaction.
    ///
    /// @param account the ACME account, if it is one
    public EnrolmentOutcome enrol(EnrolmentKey key, Enrolment enrolment, @Nullable String account) {
        var outcome =
                registration.enrol(key.approval(), enrolment, key.protocol().via(), key.actor());
        if (outcome instanceof EnrolmentOutcome.Issued(var _, var certificate, var _)) note(key, certificate, account);
        return outcome;
    }

    /// That this program has the certificate; noting it twice changes nothing.
    public void note(EnrolmentKey key, X509Certificate certificate, @Nullable String account) {
        register.add(new ProgramCertificate(
                SerialNumber.of(certificate), key.id(), key.desk(), key.protocol(), account, clock.instant()));
    }

    public Optional<ProgramCertificate> find(SerialNumber serial) {
        return register.find(serial);
    }

    /// The newest certificates that programs got with this key.
    public List<X509Certificate> of(EnrolmentKey key) {
        return register.of(key.id(), NEWEST).stream()
                .map(authority::find)
                .flatMap(Optional::stream)
                .toList();
    }

    public Optional<X509Certificate> certificate(SerialNumber serial) {
        return authority.find(serial);
    }

    /// From the certificate itself up to the root.
    public List<X509Certificate> chain(X509Certificate certificate) {
        return authority.chain(certificate);
    }

    public boolean isRevoked(X509Certificate certificate) {
        return authority.isRevoked(certificate);
    }

    /// The request that waits for people, or did.
    public Optional<CertificateRequest> request(RequestId id) {
        return requests.find(id);
    }

    /// Revokes for the desk that registered it.
    public RequestOutcome revoke(ProgramCertificate certificate, RevocationReason reason, String requester) {
        return registration.revokeFor(certificate.desk(), certificate.serial(), reason, requester);
    }
}

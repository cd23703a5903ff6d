package wariin.enrolment.est;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import wariin.ca.CertificationAuthority;
import wariin.enrolment.EnrolmentKey;
import wariin.enrolment.EnrolmentKeys;
import wariin.enrolment.EnrolmentLimits;
import wariin.enrolment.EnrolmentLimits.Limit;
import wariin.enrolment.ProgramCertificates;
import wariin.enrolment.Protocol;
import wariin.enrolment.RequestedNames;
import wariin.ra.Enrolment;
import wariin.ra.EnrolmentOutcome;
import wariin.ra.approval.StandingApproval;
import wariin.x509.CertificationRequest;

/// Enrols programs that bring a PKCS #10 request and the user and password of a key (RFC 7030, 4.2).
@Service
public class EstEnrolments {

    private final EnrolmentKeys keys;
    private final EnrolmentLimits limits;
    private final ProgramCertificates certificates;
    private final CertificationAuthority authority;
    private final Clock clock;

    EstEnrolments(
            EnrolmentKeys keys,
            EnrolmentLimits limits,
            ProgramCertificates certificates,
            CertificationAuthority authority,
            Clock clock) {
        this.keys = keys;
        this.limits = limits;
        this.certificates = certificates;
        this.authority = authority;
        this.clock = clock;
    }

    /// Too many wrong passwords from one network address close the door for a while.
    public boolean open(String address) {
        return limits.open(Limit.WRONG_SECRET, address);
    }

    /// Whose user and password these are.
    public Optional<EnrolmentKey> authenticate(String user, String password, String address) {
        var key = keys.authenticate(Protocol.EST, user, password);
        if (key.isEmpty()) limits.allows(Limit.WRONG_SECRET, address);
        return key;
    }

    /// The authorities: a client takes the roots among them as anchors (RFC 7030, 4.1.3).
    public List<X509Certificate> authorities() {
        return List.copyOf(new HashSet<>(authority.authorities().values()));
    }

    /// A first certificate. Never inside a transaction.
    public EstAnswer enrol(EnrolmentKey key, byte[] request) {
        return enrol(key, request, false);
    }

    /// The next one for the same names: the key must have one now that says the same (RFC 7030, 4.2.2).
    public EstAnswer reenrol(EnrolmentKey key, byte[] request) {
        return enrol(key, request, true);
    }

    private EstAnswer enrol(EnrolmentKey key, byte[] der, boolean again) {
        if (!limits.allows(Limit.REQUEST, key.id())) return new EstAnswer.Refused("Too many requests; come back later");
        var rule = keys.approval(key);
        if (rule.isEmpty()) return new EstAnswer.Refused("The key has no standing approval");
        return switch (CertificationRequest.parse(der)) {
            case CertificationRequest.Reading.Refused(var _, var detail) -> new EstAnswer.Refused(detail);
            case CertificationRequest.Reading.Proven(var request) -> enrol(key, rule.get(), request, again);
        };
    }

    private EstAnswer enrol(EnrolmentKey key, StandingApproval rule, CertificationRequest request, boolean again) {
        var registrant = RequestedNames.of(request, rule);
        var known = again
                && certificates.of(key).stream()
                        .filter(this::isValid)
                        .anyMatch(one -> RequestedNames.of(one, rule).equals(registrant));
        if (again && !known) return new EstAnswer.Refused("There is no valid certificate with these names to renew");
        var outcome = certificates.enrol(key, new Enrolment(rule.profile(), request.key(), registrant, null), null);
        return switch (outcome) {
            case EnrolmentOutcome.Issued(var _, var certificate, var _) -> new EstAnswer.Issued(certificate);
            case EnrolmentOutcome.Pending _ -> new EstAnswer.Waiting();
            case EnrolmentOutcome.Refused(var reason) -> new EstAnswer.Refused(reason.sentence());
        };
    }

    private boolean isValid(X509Certificate certificate) {
        return clock.instant().isBefore(certificate.getNotAfter().toInstant()) && !certificates.isRevoked(certificate);
    }
}

package wariin.ca;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.CertificateRegister.Status;
import wariin.ca.CertificateRegister.Stored;
import wariin.ca.RevocationOutcome.AlreadyRevoked;
import wariin.ca.RevocationOutcome.AlreadySuspended;
import wariin.ca.RevocationOutcome.Expired;
import wariin.ca.RevocationOutcome.NotInProfile;
import wariin.ca.RevocationOutcome.NotSuspended;
import wariin.ca.RevocationOutcome.Reinstated;
import wariin.ca.RevocationOutcome.Revoked;
import wariin.ca.RevocationOutcome.Suspended;
import wariin.ca.RevocationOutcome.UnknownSerial;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.x509.CertificateProfile;
import wariin.x509.SerialNumber;

/// Revokes, puts on hold and takes a hold back, each under the lock of the certificate's row. The numbered steps are
/// those of docs/flows/revocation.md.
@Component
class StatusChanges {
    private static final Logger log = LoggerFactory.getLogger(StatusChanges.class);

    private final CertificateRegister certificates;
    private final RevocationRegister revocations;
    private final Journal journal;
    private final TransactionTemplate transactions;
    private final Clock clock;

    StatusChanges(
            CertificateRegister certificates,
            RevocationRegister revocations,
            Journal journal,
            TransactionTemplate transactions,
            Clock clock) {
        this.certificates = certificates;
        this.revocations = revocations;
        this.journal = journal;
        this.transactions = transactions;
        this.clock = clock;
    }

    RevocationOutcome revoke(SerialNumber serial, RevocationReason reason, String requester) {
        if (reason == RevocationReason.CERTIFICATE_HOLD) {
            throw new IllegalArgumentException("A hold is no reason to revoke");
        }
        return transactions.execute(_ -> {
            var now = now();
            // 1. Decide. Nothing is written yet, so a refusal leaves no trace to undo.
            var found = revocations.findForUpdate(serial);
            if (found.isEmpty()) return new UnknownSerial(serial);
            var status = found.get();
            if (isFinal(status)) return new AlreadyRevoked(status.revokedAt());
            if (status.notAfter().isBefore(now)) return new Expired(status.notAfter());
            var profile = profile(serial);
            if (!profile.revocable()) return new NotInProfile(profile.id());

            // 2. Write. From here on a failure throws, and the transaction takes everything back.
            revocations.mark(serial, reason, now);
            if (reason == RevocationReason.KEY_COMPROMISE) revocations.markCompromised(serial, now);
            record("certificate-revoked", serial, requester, Map.of("reason", reason.name()));
            return new Revoked(now);
        });
    }

    RevocationOutcome suspend(SerialNumber serial, String requester) {
        return transactions.execute(_ -> {
            var now = now();
            var found = revocations.findForUpdate(serial);
            if (found.isEmpty()) return new UnknownSerial(serial);
            var status = found.get();
            if (isFinal(status)) return new AlreadyRevoked(status.revokedAt());
            if (status.revokedAt() != null) return new AlreadySuspended(status.revokedAt());
            if (status.notAfter().isBefore(now)) return new Expired(status.notAfter());
            var profile = profile(serial);
            if (!profile.suspendable()) return new NotInProfile(profile.id());

            revocations.mark(serial, RevocationReason.CERTIFICATE_HOLD, now);
            record("certificate-suspended", serial, requester, Map.of());
            return new Suspended(now);
        });
    }

    RevocationOutcome reinstate(SerialNumber serial, String requester) {
        return transactions.execute(_ -> {
            var now = now();
            var found = revocations.findForUpdate(serial);
            if (found.isEmpty()) return new UnknownSerial(serial);
            var status = found.get();
            if (isFinal(status)) return new AlreadyRevoked(status.revokedAt());
            if (status.revokedAt() == null) return new NotSuspended();

            revocations.clear(serial, now);
            record("certificate-reinstated", serial, requester, Map.of());
            return new Reinstated(now);
        });
    }

    private void record(String kind, SerialNumber serial, String requester, Map<String, String> facts) {
        journal.append(new Act(kind, serial.toString(), requester, facts));
        log.atInfo().addKeyValue("serial", serial).addKeyValue("act", kind).log("The status of a certificate changed");
    }

    private CertificateProfile profile(SerialNumber serial) {
        return certificates
                .find(serial)
                .map(Stored::profile)
                .map(CertificateProfile::of)
                .orElseThrow();
    }

    private static boolean isFinal(Status status) {
        return status.revokedAt() != null && status.revocationReason() != RevocationReason.CERTIFICATE_HOLD;
    }

    /// A list has no fractions of a second.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}

package wariin.ca.revocation;

import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.application.Sha256;
import wariin.ca.revocation.RevocationOutcome.AlreadyRevoked;
import wariin.ca.revocation.RevocationOutcome.AlreadySuspended;
import wariin.ca.revocation.RevocationOutcome.Expired;
import wariin.ca.revocation.RevocationOutcome.NotInProfile;
import wariin.ca.revocation.RevocationOutcome.NotSuspended;
import wariin.ca.revocation.RevocationOutcome.Reinstated;
import wariin.ca.revocation.RevocationOutcome.Revoked;
import wariin.ca.revocation.RevocationOutcome.Suspended;
import wariin.ca.revocation.RevocationOutcome.UnknownSerial;
import wariin.ca.revocation.RevocationRegister.Status;
import wariin.ca.status.StatusFeed;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.x509.CertificateProfile;
import wariin.x509.SerialNumber;

/// Revokes, puts on hold and takes a hold back, each under the lock of the certificate's row. The numbered steps are
/// those of docs/flows/revocation.md.
@Component
public class StatusChanges {
    private static final Logger log = LoggerFactory.getLogger(StatusChanges.class);

    private final RevocationRegister revocations;
    private final Journal journal;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final StatusFeed feed;

    StatusChanges(
            RevocationRegister revocations,
            Journal journal,
            TransactionTemplate transactions,
            Clock clock,
            StatusFeed feed) {
        this.revocations = revocations;
        this.journal = journal;
        this.transactions = transactions;
        this.clock = clock;
        this.feed = feed;
    }

    /// Whether a certificate with this number was issued here.
    boolean isIssued(SerialNumber serial) {
        return revocations.status(serial).isPresent();
    }

    /// Whether it was revoked or is on hold, as of now.
    public boolean isRevoked(SerialNumber serial) {
        return revocations
                .status(serial)
                .filter(status -> status.revokedAt() != null)
                .isPresent();
    }

    /// Whether certificates are refused for this key, because others know it.
    public boolean isCompromised(PublicKey key) {
        return revocations.isCompromised(Sha256.of(key.getEncoded()));
    }

    /// Revokes for ever; status answers say so at once.
    public RevocationOutcome revoke(SerialNumber serial, RevocationReason reason, String requester) {
        if (reason == RevocationReason.CERTIFICATE_HOLD) {
            throw new IllegalArgumentException("A hold is no reason to revoke");
        }
        var outcome = transactions.<RevocationOutcome>execute(_ -> {
            var now = now();
            // 1. Decide. Nothing is written yet, so a refusal leaves no trace to undo.
            var found = revocations.findForUpdate(serial);
            if (found.isEmpty()) return new UnknownSerial(serial);
            var status = found.get();
            if (isFinal(status)) return new AlreadyRevoked(status.revokedAt());
            if (status.notAfter().isBefore(now)) return new Expired(status.notAfter());
            var profile = CertificateProfile.of(status.profile());
            if (!profile.revocable()) return new NotInProfile(profile.id());

            // 2. Write. From here on a failure throws, and the transaction takes everything back.
            revocations.mark(serial, reason, now);
            if (reason == RevocationReason.KEY_COMPROMISE) revocations.markCompromised(serial, now);
            record("certificate-revoked", serial, requester, Map.of("reason", reason.name()));
            return new Revoked(now);
        });
        return told(serial, outcome);
    }

    /// Puts on hold, where the profile allows it.
    public RevocationOutcome suspend(SerialNumber serial, String requester) {
        var outcome = transactions.<RevocationOutcome>execute(_ -> {
            var now = now();
            var found = revocations.findForUpdate(serial);
            if (found.isEmpty()) return new UnknownSerial(serial);
            var status = found.get();
            if (isFinal(status)) return new AlreadyRevoked(status.revokedAt());
            if (status.revokedAt() != null) return new AlreadySuspended(status.revokedAt());
            if (status.notAfter().isBefore(now)) return new Expired(status.notAfter());
            var profile = CertificateProfile.of(status.profile());
            if (!profile.suspendable()) return new NotInProfile(profile.id());

            revocations.mark(serial, RevocationReason.CERTIFICATE_HOLD, now);
            record("certificate-suspended", serial, requester, Map.of());
            return new Suspended(now);
        });
        return told(serial, outcome);
    }

    /// Takes a hold back; a revocation is never taken back.
    public RevocationOutcome reinstate(SerialNumber serial, String requester) {
        var outcome = transactions.<RevocationOutcome>execute(_ -> {
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
        return told(serial, outcome);
    }

    /// In a caller's transaction nothing is committed yet: the feed learns of it a moment later by itself.
    private RevocationOutcome told(SerialNumber serial, RevocationOutcome outcome) {
        var changed = outcome instanceof Revoked || outcome instanceof Suspended || outcome instanceof Reinstated;
        if (changed && !TransactionSynchronizationManager.isActualTransactionActive()) tell(serial);
        return outcome;
    }

    /// The revocation stands whatever happens here: answers tell of it at once, the list follows in seconds.
    private void tell(SerialNumber serial) {
        try {
            feed.read();
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("serial", serial).setCause(e).log("The news follows in a moment");
        }
    }

    private void record(String kind, SerialNumber serial, String requester, Map<String, String> facts) {
        journal.append(new Act(kind, serial.toString(), requester, facts));
        log.atInfo().addKeyValue("serial", serial).addKeyValue("act", kind).log("The status of a certificate changed");
    }

    private static boolean isFinal(Status status) {
        return status.revokedAt() != null && status.reason() != RevocationReason.CERTIFICATE_HOLD;
    }

    /// A list has no fractions of a second.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}

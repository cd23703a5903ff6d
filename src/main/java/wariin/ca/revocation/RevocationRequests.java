package wariin.ca.revocation;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.x509.SerialNumber;

/// Reported problems and their clocks: from the report to the decision, which revokes or says why not.
@Service
public class RevocationRequests {
    private final RevocationRequestRegister register;
    private final StatusChanges changes;
    private final Journal journal;
    private final TransactionTemplate transactions;
    private final Clock clock;

    RevocationRequests(
            RevocationRequestRegister register,
            StatusChanges changes,
            Journal journal,
            TransactionTemplate transactions,
            Clock clock) {
        this.register = register;
        this.changes = changes;
        this.journal = journal;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Starts the clock; empty if nothing was issued under this number.
    public Optional<RevocationRequest> report(
            SerialNumber serial, RevocationProblem problem, String report, String reporter) {
        if (report.isBlank() || report.length() > 10_000) {
            throw new IllegalArgumentException("A report is a text of at most 10,000 characters");
        }
        if (!changes.isIssued(serial)) return Optional.empty();
        var now = clock.instant();
        var request = new RevocationRequest(
                UUID.randomUUID(),
                serial,
                problem,
                report.strip(),
                reporter,
                now,
                now.plus(RevocationClocks.FIRST_ANSWER),
                now.plus(problem.limit()),
                null);
        transactions.executeWithoutResult(_ -> {
            register.add(request);
            journal.append(new Act(
                    "revocation-problem-reported",
                    serial.toString(),
                    reporter,
                    Map.of("request", request.id().toString(), "problem", problem.name())));
        });
        return Optional.of(request);
    }

    /// Those that wait for a decision, the most urgent first.
    public List<RevocationRequest> open() {
        return register.open();
    }

    /// Those that were decided, the newest decision first.
    public List<RevocationRequest> decided(int limit) {
        return register.decided(limit);
    }

    public List<RevocationRequest> about(SerialNumber serial) {
        return register.about(serial);
    }

    public Optional<RevocationRequest> find(UUID id) {
        return register.find(id);
    }

    /// The report is right: the certificate is revoked for the reason of its problem. Empty if no such request is open.
    public Optional<RevocationOutcome> revoke(UUID id, String decider) {
        return open(id).flatMap(request -> revoke(id, request.problem().reason(), decider));
    }

    /// The report is right, and whoever decides names another reason. A certificate that has run out, or whose profile
    /// knows no revocation, is not revoked, and the request stays open. Empty if there is no such open request.
    public Optional<RevocationOutcome> revoke(UUID id, RevocationReason reason, String decider) {
        var request = open(id);
        if (request.isEmpty()) return Optional.empty();
        var serial = request.get().serial();
        // First the certificate: if we die after it, the request stays open and the next try finds it revoked.
        var outcome = changes.revoke(serial, reason, decider);
        var ended = outcome instanceof RevocationOutcome.Revoked || outcome instanceof RevocationOutcome.AlreadyRevoked;
        if (!ended) return Optional.of(outcome);
        decide(request.get(), true, null, decider);
        return Optional.of(outcome);
    }

    /// The report is wrong; false if there is no such open request.
    public boolean refuse(UUID id, String grounds, String decider) {
        if (grounds.isBlank()) throw new IllegalArgumentException("A refusal says why");
        return open(id).filter(request -> decide(request, false, grounds.strip(), decider))
                .isPresent();
    }

    private Optional<RevocationRequest> open(UUID id) {
        return register.find(id).filter(request -> request.decision() == null);
    }

    private boolean decide(RevocationRequest request, boolean revoked, @Nullable String grounds, String by) {
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            var decision = new RevocationRequest.Decision(revoked, grounds, by, clock.instant());
            if (!register.decide(request.id(), decision)) return false;
            journal.append(new Act(
                    revoked ? "revocation-problem-ended" : "revocation-problem-refused",
                    request.serial().toString(),
                    by,
                    Map.of(
                            "request",
                            request.id().toString(),
                            "problem",
                            request.problem().name())));
            return true;
        }));
    }
}

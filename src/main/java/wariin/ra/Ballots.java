package wariin.ra;

import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.identity.CurrentUser;
import wariin.ra.RegistrationRefusal.Plain;

/// Puts a text before an officer and takes the signature over it: each text once, for a quarter of an hour.
@Component
class Ballots {

    /// What came of a signature.
    sealed interface Cast {
        record Signed(ApprovalRegister.Ballot ballot, UUID approval) implements Cast {}

        record Refused(RegistrationRefusal reason) implements Cast {}
    }

    private static final Duration LASTS = Duration.ofMinutes(15);

    private final ApprovalRegister approvals;
    private final ApprovalProofs proofs;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Ballots(ApprovalRegister approvals, ApprovalProofs proofs, TransactionTemplate transactions, Clock clock) {
        this.approvals = approvals;
        this.proofs = proofs;
        this.transactions = transactions;
        this.clock = clock;
    }

    ApprovalBallot put(
            CurrentUser me,
            DeskId desk,
            String text,
            List<StoredRequest> requests,
            @Nullable StandingApprovalId standing) {
        var user = me.user().id();
        var sha256 = ApprovalText.sha256(text);
        var items = requests.stream()
                .map(one -> new ApprovalRegister.Item(
                        one.id().value(),
                        one.bodyNumber(),
                        String.valueOf(one.request().bodySha256())))
                .toList();
        var now = clock.instant();
        var ballot = new ApprovalRegister.Ballot(sha256, user, desk, text, items, standing);
        transactions.executeWithoutResult(_ -> approvals.put(ballot, now.plus(LASTS), now));
        return new ApprovalBallot(
                requests.stream().map(StoredRequest::id).toList(),
                text,
                ApprovalText.hex(sha256),
                proofs.passkeyOptions(user, sha256),
                proofs.hasPin(user));
    }

    Optional<ApprovalRegister.Ballot> open(CurrentUser me, String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) return Optional.empty();
        return approvals.open(HexFormat.of().parseHex(sha256), me.user().id(), clock.instant());
    }

    /// The proof, outside any transaction; then the signature is kept, and the ballot counts no more.
    Cast cast(CurrentUser me, ApprovalRegister.Ballot ballot, ApprovalProof proof) {
        var user = me.user().id();
        if (!proofs.possible(user, proof)) return new Cast.Refused(Plain.NO_FACTOR);
        var proven = proofs.prove(user, ballot.sha256(), proof);
        if (proven.isEmpty()) return new Cast.Refused(Plain.WRONG_PROOF);
        var now = clock.instant();
        var signed = new ApprovalRegister.Signed(
                UUID.randomUUID(),
                user,
                ballot.text(),
                proven.get().assertion(),
                proven.get().totpStep(),
                now);
        return transactions.execute(_ -> {
            if (!approvals.use(ballot.sha256(), now)) return new Cast.Refused(Plain.BALLOT_UNKNOWN);
            approvals.add(signed);
            return new Cast.Signed(ballot, signed.id());
        });
    }
}

package wariin.ra.approval;

import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.identity.Consent;
import wariin.identity.Consents;
import wariin.identity.CurrentUser;
import wariin.identity.UserId;
import wariin.ra.desk.DeskId;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.refusal.RegistrationRefusal.Plain;
import wariin.ra.request.RequestId;
import wariin.ra.request.Sha256;
import wariin.ra.request.StandingApprovalId;
import wariin.ra.request.StoredRequest;

/// Puts a text before an officer and takes the signature over it: each text once, for a quarter of an hour.
@Component
public class Ballots {

    /// One line of a ballot.
    public record Item(UUID request, int number, String sha256) {}

    /// A text before an officer, and what it names.
    public record Ballot(
            byte[] sha256,
            UserId officer,
            DeskId desk,
            String text,
            List<Item> items,
            @Nullable StandingApprovalId standing) {}

    /// What came of a signature.
    public sealed interface Cast {
        record Signed(Ballot ballot, UUID approval) implements Cast {}

        record Refused(RegistrationRefusal reason) implements Cast {}
    }

    private static final Duration LASTS = Duration.ofMinutes(15);

    private final ApprovalRegister approvals;
    private final Consents consents;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Ballots(ApprovalRegister approvals, Consents consents, TransactionTemplate transactions, Clock clock) {
        this.approvals = approvals;
        this.consents = consents;
        this.transactions = transactions;
        this.clock = clock;
    }

    public ApprovalBallot put(
            CurrentUser me,
            DeskId desk,
            String text,
            List<StoredRequest> requests,
            @Nullable StandingApprovalId standing) {
        var user = me.user().id();
        var sha256 = Sha256.of(text);
        var items = requests.stream()
                .map(one -> new Item(
                        one.id().value(),
                        one.bodyNumber(),
                        String.valueOf(one.request().bodySha256())))
                .toList();
        var now = clock.instant();
        var ballot = new Ballot(sha256, user, desk, text, items, standing);
        transactions.executeWithoutResult(_ -> approvals.put(ballot, now.plus(LASTS), now));
        return new ApprovalBallot(
                requests.stream().map(StoredRequest::id).toList(),
                text,
                Sha256.hex(sha256),
                consents.passkeyOptions(user, sha256),
                consents.hasPin(user));
    }

    public Optional<Ballot> open(CurrentUser me, String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) return Optional.empty();
        return approvals.open(HexFormat.of().parseHex(sha256), me.user().id(), clock.instant());
    }

    /// The consent, outside any transaction; then the signature is kept, and the ballot counts no more.
    public Cast cast(CurrentUser me, Ballot ballot, Consent consent) {
        var user = me.user().id();
        if (!consents.possible(user, consent)) return new Cast.Refused(Plain.NO_FACTOR);
        var given = consents.verify(user, ballot.sha256(), consent);
        if (given.isEmpty()) return new Cast.Refused(Plain.WRONG_PROOF);
        var now = clock.instant();
        var signed = new ApprovalRegister.Signed(
                UUID.randomUUID(),
                user,
                ballot.text(),
                given.get().assertion(),
                given.get().totpStep(),
                now);
        return transactions.execute(_ -> {
            if (!approvals.use(ballot.sha256(), now)) return new Cast.Refused(Plain.BALLOT_UNKNOWN);
            approvals.add(signed);
            return new Cast.Signed(ballot, signed.id());
        });
    }

    /// In the caller's transaction: the signature counts for this body.
    public void sign(UUID approval, StoredRequest item, UserId officer) {
        approvals.addBody(approval, item, officer);
    }

    public boolean approved(RequestId request, int bodyNumber, UserId officer) {
        return approvals.approved(request, bodyNumber, officer);
    }

    /// The officers' signatures on this request, also those that count no more.
    public List<Approval> of(RequestId request) {
        return approvals.of(request);
    }

    public List<Approval> of(StandingApprovalId standing) {
        return approvals.of(standing);
    }
}

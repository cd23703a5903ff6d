package wariin.contract;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wariin.identity.OrganisationId;
import wariin.identity.User;
import wariin.identity.UserId;

/// A contract and its parties, in the order of their positions. Its document is a blob that came in and the increments
/// that were appended to it; {@code head} counts those.
public record Contract(
        ContractId id,
        OrganisationId organisation,
        UserId senderId,
        Terms terms,
        Upload upload,
        ContractState state,
        int head,
        Instant createdAt,
        @Nullable Instant sentAt,
        @Nullable Instant finishedAt,
        @Nullable String reason,
        List<Party> parties) {

    /// Whether the parties sign one after the other, by position, or all at once.
    public enum Order {
        SEQUENTIAL,
        PARALLEL
    }

    /// What the sender says about the contract.
    ///
    /// @param requirement the name of the rule that every signer's certificate has to meet
    public record Terms(
            String title,
            @Nullable BigDecimal amount,
            String currency,
            @Nullable Instant deadline,
            Order order,
            String message,
            @Nullable String requirement) {

        public Terms(
                String title,
                @Nullable BigDecimal amount,
                String currency,
                @Nullable Instant deadline,
                Order order,
                String message) {
            this(title, amount, currency, deadline, order, message, null);
        }
    }

    /// The file that came in. Hashes are SHA-256 in hex; {@code sizes} are width and height of each page in points.
    public record Upload(
            String fileName,
            String hash,
            long length,
            List<double[]> sizes,
            List<String> notices,
            boolean signedBefore) {}

    public Optional<Party> partyOf(User user) {
        return parties.stream().filter(party -> party.is(user)).findFirst();
    }

    public Party sender() {
        return parties.stream().filter(Party::sender).findFirst().orElseThrow();
    }

    /// Whose act is asked for now.
    public List<Party> turn() {
        if (state != ContractState.SENT) return List.of();
        var open = parties.stream().filter(party -> !party.signed()).toList();
        return terms.order() == Order.PARALLEL || open.isEmpty() ? open : open.subList(0, 1);
    }

    boolean untouched() {
        return !upload.signedBefore() && parties.stream().noneMatch(Party::signed);
    }

    boolean lastIs(Party signer) {
        return parties.stream().allMatch(party -> party.signed() || party.id().equals(signer.id()));
    }
}

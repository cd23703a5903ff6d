package wariin.enrolment.acme;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import wariin.enrolment.EnrolmentKey;
import wariin.enrolment.EnrolmentKeys;
import wariin.enrolment.EnrolmentLimits;
import wariin.enrolment.EnrolmentLimits.Limit;
import wariin.enrolment.Protocol;
import wariin.enrolment.acme.AcmeProblem.Type;
import wariin.journal.Act;
import wariin.ra.approval.StandingApproval;

/// Takes orders and says how far they are (RFC 8555, 7.4).
@Service
public class AcmeOrders {

    private static final int PAGE = 50;

    /// The key and the rule under which an account gets certificates.
    record Basis(EnrolmentKey key, StandingApproval rule) {}

    private final OrderRegister orders;
    private final AcmeAuthorizations authorizations;
    private final AcmeNames names;
    private final EnrolmentKeys keys;
    private final Replacement replacement;
    private final AcmeAccounts.Writing writing;

    /// What an order is held against besides its names.
    @org.springframework.stereotype.Component("acmeReplacement")
    record Replacement(
            RenewalInformation renewals, EnrolmentLimits limits, wariin.enrolment.EnrolmentSettings settings) {}

    AcmeOrders(
            OrderRegister orders,
            AcmeAuthorizations authorizations,
            AcmeNames names,
            EnrolmentKeys keys,
            Replacement replacement,
            AcmeAccounts.Writing writing) {
        this.orders = orders;
        this.authorizations = authorizations;
        this.names = names;
        this.keys = keys;
        this.replacement = replacement;
        this.writing = writing;
    }

    public Order create(Account account, JsonNode payload) {
        var basis = basis(account);
        if (!replacement.limits().allows(Limit.NEW_ORDER, basis.key().id())) {
            throw AcmeProblem.with(Type.rateLimited, "Too many orders for one key", "Retry-After", "3600");
        }
        var now = writing.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        var identifiers = names.read(payload.path("identifiers"), basis.rule());
        var notAfter = notAfter(payload, now);
        var replaced = replaced(account, payload, identifiers);
        authorizations.checkLetters(identifiers);
        try {
            return writing.transactions().execute(_ -> add(account, identifiers, notAfter, replaced, now));
        } catch (DuplicateKeyException _) {
            throw AcmeProblem.of(Type.alreadyReplaced, "Another order replaces that certificate already");
        }
    }

    private Order add(
            Account account,
            List<Identifier> identifiers,
            @Nullable Instant notAfter,
            @Nullable String replaced,
            Instant now) {
        var proofs = authorizations.forOrder(account, identifiers, now);
        var ready = proofs.stream().allMatch(proof -> proof.status() == Authorization.Status.valid);
        var order = new Order(
                writing.ids().next(),
                account.id(),
                ready ? Order.Status.ready : Order.Status.pending,
                identifiers,
                notAfter,
                replaced,
                null,
                null,
                null,
                null,
                now,
                now.plus(replacement.settings().acme().orders()),
                now,
                proofs.stream().map(Authorization::id).distinct().toList());
        orders.add(order);
        writing.journal().append(new Act("acme-order-made", order.id(), account.actor(), facts(order)));
        return order;
    }

    private static Map<String, String> facts(Order order) {
        return Map.of(
                "names",
                String.join(
                        " ", order.identifiers().stream().map(Identifier::value).toList()));
    }

    /// Certificates begin when they are issued; when they end may be asked for.
    private static @Nullable Instant notAfter(JsonNode payload, Instant now) {
        var from = instant(payload, "notBefore");
        if (from != null && ChronoUnit.MINUTES.between(now, from) > 10) {
            throw SignedRequest.malformed("A certificate is valid from its issuance on; leave notBefore out");
        }
        var until = instant(payload, "notAfter");
        if (until != null && !until.isAfter(now)) throw SignedRequest.malformed("The notAfter is in the past");
        return until;
    }

    private static @Nullable Instant instant(JsonNode payload, String member) {
        var text = payload.get(member);
        if (text == null || text.isNull()) return null;
        try {
            return java.time.OffsetDateTime.parse(text.asString("")).toInstant();
        } catch (DateTimeParseException _) {
            throw SignedRequest.malformed("The member " + member + " is no time (RFC 3339)");
        }
    }

    private @Nullable String replaced(Account account, JsonNode payload, List<Identifier> identifiers) {
        var certificate = payload.get("replaces");
        if (certificate == null || certificate.isNull()) return null;
        var id = certificate.asString("");
        replacement.renewals().checkReplaceable(account, id, identifiers);
        if (orders.isReplaced(id)) {
            throw AcmeProblem.of(Type.alreadyReplaced, "Another order replaces that certificate already");
        }
        return id;
    }

    /// An account may read and revoke for ever; it gets certificates while its key and the officers' rule are good.
    Basis basis(Account account) {
        var now = writing.clock().instant();
        var key = keys.find(Protocol.ACME, account.enrolmentKey())
                .filter(found -> found.usable(now))
                .orElseThrow(() -> AcmeProblem.of(
                        Type.unauthorized, "The key that this account was opened with was revoked or has run out"));
        var rule = keys.approval(key)
                .filter(found -> found.inForce(now))
                .orElseThrow(() ->
                        AcmeProblem.of(Type.unauthorized, "The desk's standing approval for this key is not in force"));
        return new Basis(key, rule);
    }

    public Order find(Account account, String id) {
        return orders.find(account.id(), id)
                .map(order -> refreshed(account, order))
                .orElseThrow(() -> AcmeProblem.of(Type.notFound, "There is no such order"));
    }

    /// Ids of orders, newest first, and one more than a page if there are more.
    public List<String> list(Account account, String after) {
        return orders.of(account.id(), after, PAGE + 1);
    }

    public static int page() {
        return PAGE;
    }

    /// What authorizations and time have made of an order since somebody looked last.
    private Order refreshed(Account account, Order order) {
        if (order.status() != Order.Status.pending && order.status() != Order.Status.ready) return order;
        var now = writing.clock().instant();
        var proofs = order.authorizations().stream()
                .map(id -> authorizations.find(account, id).status())
                .toList();
        if (!now.isBefore(order.expiresAt())) return fail(order, Type.malformed, "The order has run out");
        if (proofs.stream().anyMatch(one -> one != Authorization.Status.valid && one != Authorization.Status.pending)) {
            return fail(order, Type.unauthorized, "An authorization of this order is not valid any more");
        }
        if (order.status() == Order.Status.pending
                && proofs.stream().allMatch(one -> one == Authorization.Status.valid)) {
            writing.transactions()
                    .executeWithoutResult(
                            _ -> orders.advance(order.id(), Order.Status.pending, Order.Status.ready, now));
            return orders.find(account.id(), order.id()).orElseThrow();
        }
        return order;
    }

    private Order fail(Order order, Type type, String why) {
        var problem =
                SignedRequest.JSON.writeValueAsString(AcmeProblem.of(type, why).document());
        writing.transactions()
                .executeWithoutResult(
                        _ -> orders.failed(order.id(), problem, writing.clock().instant()));
        return orders.find(order.account(), order.id()).orElseThrow();
    }
}

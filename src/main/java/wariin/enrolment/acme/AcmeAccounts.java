package wariin.enrolment.acme;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import wariin.enrolment.EnrolmentLimits;
import wariin.enrolment.EnrolmentLimits.Limit;
import wariin.enrolment.acme.AcmeProblem.Type;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.ra.desk.DeskId;

/// Opens accounts for keys of the desk, and changes them (RFC 8555, 7.3).
@Service
public class AcmeAccounts {

    private static final int MOST_CONTACTS = 10;
    private static final Pattern MAIL = Pattern.compile("mailto:[^\\s,?%<>\"]{1,64}@[A-Za-z0-9.-]{1,253}");

    /// An account, and whether it was made by this very request.
    public record Opened(Account account, boolean made) {}

    /// What a change is written with.
    @Component("acmeWriting")
    record Writing(TransactionTemplate transactions, Journal journal, Clock clock, AcmeIds ids) {}

    private final AccountRegister accounts;
    private final AccountBinding binding;
    private final EnrolmentLimits limits;
    private final AcmePlaces places;
    private final Writing writing;

    AcmeAccounts(
            AccountRegister accounts,
            AccountBinding binding,
            EnrolmentLimits limits,
            AcmePlaces places,
            Writing writing) {
        this.accounts = accounts;
        this.binding = binding;
        this.limits = limits;
        this.places = places;
        this.writing = writing;
    }

    /// @param caller network address
    public Opened open(AcmeRequests.FromKey request, String caller) {
        var payload = request.payload();
        var known = accounts.byKey(request.desk(), request.key());
        if (known.isPresent()) {
            if (!known.get().isValid()) throw AcmeProblem.of(Type.unauthorized, "The account was deactivated");
            return new Opened(known.get(), false);
        }
        if (payload.path("onlyReturnExisting").asBoolean(false)) {
            throw AcmeProblem.of(Type.accountDoesNotExist, "This key has no account here");
        }
        if (!payload.path("termsOfServiceAgreed").asBoolean(false)) {
            throw AcmeProblem.with(
                    Type.userActionRequired,
                    "The practice statement has to be agreed to: " + places.terms(),
                    "Link",
                    "<" + places.terms() + ">;rel=\"terms-of-service\"");
        }
        var contact = contact(payload.get("contact"));
        var proof = payload.get("externalAccountBinding");
        if (proof == null) {
            throw AcmeProblem.of(
                    Type.externalAccountRequired, "An account is bound to a key that an officer of the desk made");
        }
        var key = binding.check(request, proof, caller);
        if (!limits.allows(Limit.NEW_ACCOUNT, key.id())) {
            throw AcmeProblem.with(Type.rateLimited, "Too many accounts for one key", "Retry-After", "3600");
        }
        return made(new Account(
                writing.ids().next(),
                request.desk(),
                key.id(),
                request.key(),
                Account.Status.valid,
                contact == null ? List.of() : contact,
                writing.clock().instant().truncatedTo(ChronoUnit.SECONDS)));
    }

    private Opened made(Account account) {
        var made = writing.transactions().execute(_ -> {
            if (!accounts.add(account)) return false;
            log("acme-account-opened", account, Map.of("key", account.enrolmentKey()));
            return true;
        });
        var kept = accounts.byKey(account.desk(), account.key()).orElseThrow();
        return new Opened(kept, Boolean.TRUE.equals(made));
    }

    /// New contacts, or the end of the account.
    public Account update(AcmeRequests.FromAccount request) {
        var account = request.account();
        if (request.postAsGet()) return account;
        var payload = request.payload().json();
        var status = payload.get("status");
        if (status != null) {
            if (!"deactivated".equals(status.asString(""))) {
                throw SignedRequest.malformed("The only status that a client sets is deactivated");
            }
            writing.transactions().executeWithoutResult(_ -> {
                if (accounts.deactivate(account.id())) log("acme-account-deactivated", account, Map.of());
            });
        } else {
            var contact = contact(payload.get("contact"));
            if (contact != null) {
                writing.transactions().executeWithoutResult(_ -> accounts.setContact(account.id(), contact));
            }
        }
        return accounts.find(account.desk(), account.id()).orElseThrow();
    }

    /// The outer request is signed by the old key, the inner one by the new key (RFC 8555, 7.3.5).
    public Account changeKey(AcmeRequests.FromAccount request, String url) {
        var account = request.account();
        var inner = SignedRequest.read(request.payload().json());
        inner.checkAlgorithm();
        if (inner.jwk() == null || inner.kid() != null || inner.nonce() != null || !url.equals(inner.url())) {
            throw SignedRequest.malformed("The inner request has the new key as jwk, the same url, and no nonce");
        }
        var key = AccountKey.read(inner.jwk());
        inner.checkSignature(key);
        var said = inner.json();
        var old = said.get("oldKey");
        if (!places.account(account.desk(), account.id())
                        .equals(said.path("account").asString(""))
                || old == null
                || !old.isObject()
                || !AccountKey.read(SignedRequest.JSON.convertValue(old, MEMBERS))
                        .isSame(account.key())) {
            throw SignedRequest.malformed("The inner request does not name this account and its key");
        }
        var taken = accounts.byKey(account.desk(), key);
        if (taken.isPresent()) throw conflict(account.desk(), taken.get());
        write(account, key);
        return accounts.find(account.desk(), account.id()).orElseThrow();
    }

    private static final tools.jackson.core.type.TypeReference<Map<String, Object>> MEMBERS =
            new tools.jackson.core.type.TypeReference<>() {};

    private void write(Account account, AccountKey key) {
        try {
            writing.transactions().executeWithoutResult(_ -> {
                if (!accounts.changeKey(account, key)) {
                    throw AcmeProblem.of(Type.conflict, "The account was changed meanwhile");
                }
                log("acme-account-key-changed", account, Map.of("thumbprint", key.thumbprint()));
            });
        } catch (DuplicateKeyException _) {
            throw conflict(account.desk(), accounts.byKey(account.desk(), key).orElse(account));
        }
    }

    private AcmeProblem conflict(DeskId desk, Account taken) {
        return AcmeProblem.with(
                Type.conflict, "The new key has an account already", "Location", places.account(desk, taken.id()));
    }

    private static @Nullable List<String> contact(@Nullable JsonNode json) {
        if (json == null || json.isNull()) return null;
        if (!json.isArray() || json.size() > MOST_CONTACTS) throw SignedRequest.malformed("Contacts are a short list");
        var contacts = new ArrayList<String>();
        for (var one : json) {
            var text = one.asString("");
            if (!text.startsWith("mailto:")) {
                throw AcmeProblem.of(Type.unsupportedContact, "Contacts are mail addresses: mailto:…");
            }
            if (!MAIL.matcher(text).matches()) throw AcmeProblem.of(Type.invalidContact, "Not one mail address");
            contacts.add(text);
        }
        return contacts;
    }

    private void log(String kind, Account account, Map<String, String> facts) {
        var all = new java.util.HashMap<>(facts);
        all.put("desk", account.desk().toString());
        writing.journal().append(new Act(kind, account.actor(), account.actor(), all));
    }
}

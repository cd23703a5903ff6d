package wariin.enrolment.acme;

import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import wariin.enrolment.acme.AcmeProblem.Type;
import wariin.ra.desk.DeskId;

/// Takes in requests: whose they are, that they are meant for this address, and that they come for the first time
/// (RFC 8555, 6.2 to 6.5).
@Component
public class AcmeRequests {

    /// A request of an account in use.
    public record FromAccount(Account account, boolean postAsGet, JsonOrNothing payload) {}

    /// A request signed by a key that stands in it.
    public record FromKey(DeskId desk, String url, AccountKey key, JsonNode payload) {}

    /// A payload that was sent; read when somebody wants it.
    public interface JsonOrNothing {
        JsonNode json();
    }

    private final AccountRegister accounts;
    private final Nonces nonces;
    private final AcmePlaces places;

    AcmeRequests(AccountRegister accounts, Nonces nonces, AcmePlaces places) {
        this.accounts = accounts;
        this.nonces = nonces;
        this.places = places;
    }

    public String nonce() {
        return nonces.next();
    }

    /// @param path that the request was sent to
    public FromAccount fromAccount(DeskId desk, String path, byte[] body) {
        var request = SignedRequest.read(body);
        var account = account(desk, request);
        check(request, path, account.key());
        if (!account.isValid()) throw AcmeProblem.of(Type.unauthorized, "The account was deactivated");
        return new FromAccount(account, request.isPostAsGet(), request::json);
    }

    /// A request that only reads: its payload is empty (RFC 8555, 6.3).
    public Account reading(DeskId desk, String path, byte[] body) {
        var request = fromAccount(desk, path, body);
        if (!request.postAsGet()) throw SignedRequest.malformed("Reading is a POST with an empty payload");
        return request.account();
    }

    public FromKey fromKey(DeskId desk, String path, byte[] body) {
        var request = SignedRequest.read(body);
        if (request.jwk() == null || request.kid() != null) {
            throw SignedRequest.malformed("This request is signed by a key that stands in its header as jwk");
        }
        var key = AccountKey.read(request.jwk());
        check(request, path, key);
        return new FromKey(desk, places.of(path), key, request.json());
    }

    /// Revocation knows both: an account's request, or one by the certificate's own key.
    public Signer fromEither(DeskId desk, String path, byte[] body) {
        if (SignedRequest.read(body).kid() == null) {
            var request = fromKey(desk, path, body);
            return new Signer(Optional.empty(), request.key(), request.payload());
        }
        var request = fromAccount(desk, path, body);
        return new Signer(
                Optional.of(request.account()),
                request.account().key(),
                request.payload().json());
    }

    /// Who asks for a revocation.
    public record Signer(Optional<Account> account, AccountKey key, JsonNode payload) {}

    private Account account(DeskId desk, SignedRequest request) {
        var kid = request.kid();
        if (kid == null || request.jwk() != null) {
            throw SignedRequest.malformed("This request names its account as kid, and no jwk");
        }
        return places.accountId(desk, kid)
                .flatMap(id -> accounts.find(desk, id))
                .orElseThrow(() -> AcmeProblem.of(Type.accountDoesNotExist, "The kid is no account of this directory"));
    }

    /// The signature comes before the nonce: who cannot sign uses no nonce up and fills no table.
    private void check(SignedRequest request, String path, AccountKey key) {
        request.checkAlgorithm();
        request.checkSignature(key);
        if (!places.of(path).equals(request.url())) {
            throw AcmeProblem.of(Type.unauthorized, "The request was signed for another address than it was sent to");
        }
        nonces.use(request.nonce());
    }
}

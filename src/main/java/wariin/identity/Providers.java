package wariin.identity;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.identity.ProviderClient.Refusal;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.keys.CryptographicModule;
import wariin.site.SiteSettings;

/// Log-in at an organisation's own identity provider (OpenID Connect Core 1.0; authorization code with PKCE, RFC
/// 7636). It opens only accounts that are members by invitation: a provider vouches for its people, it does not make
/// accounts.
@Service
public class Providers {

    /// What an organisation has configured; the secret is not told again.
    public record Provider(String issuer, String clientId, String mailDomain) {}

    /// What became of a configuration.
    public enum Configuration {
        DONE,
        NOT_ALLOWED,
        NOT_AN_ISSUER,
        /// Who configures a domain has an address in it.
        NOT_YOUR_DOMAIN,
        DOMAIN_TAKEN
    }

    /// What became of the first half of a log-in.
    public sealed interface Begin {
        record Redirect(URI address, String host, String state) implements Begin {}

        record NoProvider() implements Begin {}

        record Unreachable() implements Begin {}

        record TooMany() implements Begin {}
    }

    /// What became of the second half.
    public sealed interface Complete {
        record In(String sessionToken, String returnTo) implements Complete {}

        record NotAMember() implements Complete {}

        record Refused() implements Complete {}
    }

    private static final Duration STATE_LASTS = Duration.ofMinutes(10);

    private final ProviderRegister providers;
    private final ProviderClient client;
    private final PeopleRegister people;
    private final MemberRegister members;
    private final Sessions sessions;
    private final RateLimits limits;
    private final CryptographicModule module;
    private final Journal journal;
    private final SiteSettings site;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Providers(
            ProviderRegister providers,
            ProviderClient client,
            PeopleRegister people,
            MemberRegister members,
            Sessions sessions,
            RateLimits limits,
            CryptographicModule module,
            Journal journal,
            SiteSettings site,
            TransactionTemplate transaction,
            Clock clock) {
        this.providers = providers;
        this.client = client;
        this.people = people;
        this.members = members;
        this.sessions = sessions;
        this.limits = limits;
        this.module = module;
        this.journal = journal;
        this.site = site;
        this.transaction = transaction;
        this.clock = clock;
    }

    public Optional<Provider> of(OrganisationId organisation) {
        return providers.of(organisation).map(row -> new Provider(row.issuer(), row.clientId(), row.mailDomain()));
    }

    /// The address to register at the provider.
    public String callback() {
        return site.url("/login/company/callback");
    }

    public Configuration set(CurrentUser actor, String issuer, String clientId, String secret, String mailDomain) {
        if (!actor.may(Role.OWNER)) return Configuration.NOT_ALLOWED;
        var domain = mailDomain.strip().toLowerCase(java.util.Locale.ROOT);
        if (!new MailAddress(actor.user().email()).domain().equals(domain)) return Configuration.NOT_YOUR_DOMAIN;
        var trimmed = issuer.strip();
        if (clientId.isBlank()
                || secret.isBlank()
                || !client.accepts(trimmed)
                || client.discover(trimmed).isEmpty()) {
            return Configuration.NOT_AN_ISSUER;
        }
        var organisation = actor.organisation().id();
        var bytes = secret.strip().getBytes(StandardCharsets.UTF_8);
        var wrapped = module.wrap(bytes, context(organisation));
        Arrays.fill(bytes, (byte) 0);
        var row = new ProviderRegister.Row(organisation, trimmed, clientId.strip(), wrapped, domain);
        try {
            transaction.executeWithoutResult(_ -> {
                providers.put(row);
                journal.append(Act.of("provider-configured", organisation.toString(), actor.getName()));
            });
        } catch (DuplicateKeyException taken) {
            return Configuration.DOMAIN_TAKEN;
        }
        return Configuration.DONE;
    }

    public boolean remove(CurrentUser actor) {
        if (!actor.may(Role.OWNER)) return false;
        var organisation = actor.organisation().id();
        transaction.executeWithoutResult(_ -> {
            providers.remove(organisation);
            journal.append(Act.of("provider-removed", organisation.toString(), actor.getName()));
        });
        return true;
    }

    /// By the address's domain, so that nothing shows whether the person is known.
    public Begin begin(String email, String returnTo, String remoteAddress) {
        var from = limits.attempt(RateLimits.Limit.LOG_IN_FROM_ADDRESS, remoteAddress);
        if (from != RateLimits.Answer.ALLOWED) return new Begin.TooMany();
        var row = MailAddress.read(email).flatMap(address -> providers.forDomain(address.domain()));
        if (row.isEmpty()) return new Begin.NoProvider();
        var metadata = client.discover(row.get().issuer());
        if (metadata.isEmpty()) return new Begin.Unreachable();
        var state = new State(32);
        var nonce = new Nonce(32);
        var verifier = new CodeVerifier();
        providers.add(
                OpaqueToken.sha256(state.getValue().getBytes(StandardCharsets.UTF_8)),
                new ProviderRegister.State(row.get().organisation(), nonce.getValue(), verifier.getValue(), returnTo),
                clock.instant().plus(STATE_LASTS));
        var address = client.authorizationAddress(
                metadata.get(), row.get().clientId(), URI.create(callback()), state, nonce, verifier, email);
        return new Begin.Redirect(address, address.getHost(), state.getValue());
    }

    public Complete complete(String state, String code, @Nullable String issuer, String device) {
        var hash = OpaqueToken.sha256(state.getBytes(StandardCharsets.UTF_8));
        var begun = providers.take(hash, clock.instant());
        var row = begun.flatMap(known -> providers.of(known.organisation()));
        if (row.isEmpty() || issuer != null && !issuer.equals(row.get().issuer())) return new Complete.Refused();
        var secret = module.unwrap(row.get().secret(), context(row.get().organisation()));
        try {
            var claims = client.redeem(
                    row.get().issuer(),
                    row.get().clientId(),
                    new String(secret, StandardCharsets.UTF_8),
                    URI.create(callback()),
                    code,
                    begun.get());
            return transaction.execute(_ -> enter(row.get(), claims, begun.get().returnTo(), device));
        } catch (Refusal refused) {
            return new Complete.Refused();
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /// The first time the address finds the member; from then on only the provider's own name for the person does.
    private Complete enter(ProviderRegister.Row row, ProviderClient.Person person, String returnTo, String device) {
        var organisation = row.organisation();
        var known = providers.bound(row.issuer(), person.subject());
        var user = known.or(() -> person.email()
                .flatMap(MailAddress::read)
                .filter(address -> address.domain().equals(row.mailDomain()))
                .flatMap(people::find)
                .map(User::id));
        if (user.isEmpty() || members.role(organisation, user.get()).isEmpty()) return new Complete.NotAMember();
        if (known.isEmpty()) {
            var now = clock.instant();
            providers.bind(row.issuer(), person.subject(), user.get());
            people.prove(user.get(), organisation, new Proof(Proof.Kind.VOUCHED_BY_PROVIDER, now, row.issuer()));
            var id = user.get().toString();
            journal.append(Act.of("provider-bound", id, id));
        }
        var opening = new Sessions.Opening(user.get(), organisation, Sessions.Method.PROVIDER, null, device);
        return new Complete.In(sessions.open(opening), returnTo);
    }

    static byte[] context(OrganisationId organisation) {
        return ("identity:provider:" + organisation).getBytes(StandardCharsets.UTF_8);
    }
}

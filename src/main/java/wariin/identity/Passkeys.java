package wariin.identity;

import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.RegistrationData;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.identity.AssertionOutcome.Reason;
import wariin.journal.Act;
import wariin.journal.Journal;

/// Passkeys of people (WebAuthn Level 3): registration, log-in, and the act on one document.
@Service
public class Passkeys {

    /// A passkey as its owner sees it; the id is base64url.
    public record Passkey(
            String credentialId,
            String name,
            Instant createdAt,
            @Nullable Instant usedAt) {}

    /// What became of a registration.
    public sealed interface RegistrationOutcome {
        record Registered(Passkey passkey) implements RegistrationOutcome {}

        record Refused(Reason reason) implements RegistrationOutcome {}
    }

    /// What became of a removal.
    public enum Removal {
        REMOVED,
        UNKNOWN,
        LAST_WAY_IN
    }

    private static final Duration CHALLENGE_LASTS = Duration.ofMinutes(5);
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final PasskeyRegister passkeys;
    private final PeopleRegister people;
    private final Accounts accounts;
    private final RelyingParty relyingParty;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final SecureRandom random;
    private final Clock clock;

    Passkeys(
            PasskeyRegister passkeys,
            PeopleRegister people,
            Accounts accounts,
            RelyingParty relyingParty,
            Journal journal,
            TransactionTemplate transaction,
            SecureRandom random,
            Clock clock) {
        this.passkeys = passkeys;
        this.people = people;
        this.accounts = accounts;
        this.relyingParty = relyingParty;
        this.journal = journal;
        this.transaction = transaction;
        this.random = random;
        this.clock = clock;
    }

    public List<Passkey> of(UserId user) {
        return passkeys.of(user).stream().map(Passkeys::shown).toList();
    }

    /// Options for navigator.credentials.create (JSON form); the challenge is kept for five minutes, for one use.
    public String registrationOptions(UserId user) {
        var person = people.find(user).orElseThrow();
        var challenge = newChallenge(PasskeyRegister.Purpose.REGISTER, user);
        return relyingParty.creationOptions(person, challenge, passkeys.of(user));
    }

    public RegistrationOutcome register(UserId user, String registrationJson, String name) {
        var parsed = relyingParty.parseRegistration(registrationJson);
        if (parsed.isEmpty()) return new RegistrationOutcome.Refused(Reason.MALFORMED);
        var challenge = relyingParty.challengeOf(parsed.get());
        if (!taken(challenge, PasskeyRegister.Purpose.REGISTER, user)) {
            return new RegistrationOutcome.Refused(Reason.WRONG_CHALLENGE);
        }
        var refusal = relyingParty.verify(parsed.get(), challenge);
        if (refusal.isPresent()) return new RegistrationOutcome.Refused(refusal.get());
        return store(user, parsed.get(), name.isBlank() ? "Passkey" : name.strip());
    }

    private RegistrationOutcome store(UserId user, RegistrationData data, String name) {
        var now = clock.instant();
        var authenticator = data.getAttestationObject().getAuthenticatorData();
        var transports = data.getTransports() == null
                ? ""
                : data.getTransports().stream()
                        .map(AuthenticatorTransport::getValue)
                        .sorted()
                        .collect(Collectors.joining(","));
        var row = new PasskeyRegister.Row(
                authenticator.getAttestedCredentialData().getCredentialId(),
                user,
                name.substring(0, Math.min(name.length(), 100)),
                relyingParty.encode(authenticator.getAttestedCredentialData()),
                authenticator.getSignCount(),
                authenticator.isFlagBE(),
                transports,
                now,
                null);
        var id = BASE64URL.encodeToString(row.credentialId());
        return transaction.execute(_ -> {
            if (!passkeys.add(row)) return new RegistrationOutcome.Refused(Reason.UNKNOWN_CREDENTIAL);
            people.prove(user, null, new Proof(Proof.Kind.PASSKEY_REGISTERED, now, id));
            journal.append(act("passkey-registered", user, id));
            return new RegistrationOutcome.Registered(shown(row));
        });
    }

    public void rename(UserId user, String credentialId, String name) {
        if (name.isBlank() || name.length() > 100) return;
        decode(credentialId).ifPresent(id -> passkeys.rename(user, id, name.strip()));
    }

    /// Never takes the last way to log in.
    public Removal remove(UserId user, String credentialId) {
        var id = decode(credentialId);
        if (id.isEmpty()) return Removal.UNKNOWN;
        return transaction.execute(_ -> {
            passkeys.lock(user);
            if (passkeys.of(user).stream().noneMatch(row -> Arrays.equals(row.credentialId(), id.get()))) {
                return Removal.UNKNOWN;
            }
            if (accounts.waysIn(user) < 2) return Removal.LAST_WAY_IN;
            passkeys.remove(user, id.get());
            journal.append(act("passkey-removed", user, credentialId));
            return Removal.REMOVED;
        });
    }

    /// Options for navigator.credentials.get (JSON form) over a challenge of the caller's, for this user's passkeys.
    public String assertionOptions(UserId user, byte[] challenge) {
        return relyingParty.requestOptions(challenge, passkeys.of(user));
    }

    /// Options to log in with any passkey that the browser has for this site.
    public String logInOptions() {
        return relyingParty.requestOptions(newChallenge(PasskeyRegister.Purpose.LOG_IN, null), List.of());
    }

    /// Verifies an assertion over a challenge of {@link #logInOptions}; each challenge counts once.
    public AssertionOutcome verifyLogIn(String assertionJson) {
        var parsed = relyingParty.parseAssertion(assertionJson);
        if (parsed.isEmpty()) return new AssertionOutcome.Refused(Reason.MALFORMED);
        var challenge = parsed.get().challenge();
        if (!taken(challenge, PasskeyRegister.Purpose.LOG_IN, null)) {
            return new AssertionOutcome.Refused(Reason.WRONG_CHALLENGE);
        }
        return passkeys.find(parsed.get().credentialId())
                .map(row -> verify(row, challenge, parsed.get()))
                .orElseGet(() -> new AssertionOutcome.Refused(Reason.UNKNOWN_CREDENTIAL));
    }

    /// Verifies an assertion over exactly this challenge, with user verification. That the challenge is used only once
    /// is the caller's duty; the signature counter is kept here.
    public AssertionOutcome verify(UserId user, byte[] expectedChallenge, String assertionJson) {
        var parsed = relyingParty.parseAssertion(assertionJson);
        if (parsed.isEmpty()) return new AssertionOutcome.Refused(Reason.MALFORMED);
        return passkeys.find(parsed.get().credentialId())
                .filter(row -> row.user().equals(user))
                .map(row -> verify(row, expectedChallenge, parsed.get()))
                .orElseGet(() -> new AssertionOutcome.Refused(Reason.UNKNOWN_CREDENTIAL));
    }

    private AssertionOutcome verify(PasskeyRegister.Row row, byte[] challenge, RelyingParty.Assertion assertion) {
        var refusal = relyingParty.verify(assertion, challenge, row);
        if (refusal.isPresent()) return new AssertionOutcome.Refused(refusal.get());
        var now = clock.instant();
        // Two assertions with the same count that come at once: only the first finds the lower count.
        if (!passkeys.advance(row.credentialId(), assertion.signCount(), now)) {
            return new AssertionOutcome.Refused(Reason.COUNTER_WENT_BACK);
        }
        return new AssertionOutcome.Verified(row.user(), relyingParty.evidence(assertion, row, now));
    }

    private byte[] newChallenge(PasskeyRegister.Purpose purpose, @Nullable UserId user) {
        var challenge = new byte[32];
        random.nextBytes(challenge);
        var expires = clock.instant().plus(CHALLENGE_LASTS);
        passkeys.addChallenge(OpaqueToken.sha256(challenge), purpose, user, expires);
        return challenge;
    }

    private boolean taken(byte[] challenge, PasskeyRegister.Purpose purpose, @Nullable UserId user) {
        return passkeys.takeChallenge(OpaqueToken.sha256(challenge), purpose, user, clock.instant());
    }

    private static Act act(String kind, UserId user, String credentialId) {
        return new Act(kind, user.toString(), user.toString(), Map.of("credential", credentialId));
    }

    private static Passkey shown(PasskeyRegister.Row row) {
        return new Passkey(BASE64URL.encodeToString(row.credentialId()), row.name(), row.createdAt(), row.usedAt());
    }

    private static Optional<byte[]> decode(String base64Url) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(base64Url));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}

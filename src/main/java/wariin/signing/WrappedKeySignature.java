package wariin.signing;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import wariin.identity.CurrentUser;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.keys.KeyAlgorithm;
import wariin.keys.SubscriberKeys;
import wariin.signing.ActivationOutcome.Activated;
import wariin.signing.ActivationOutcome.AlreadyUsed;
import wariin.signing.ActivationOutcome.Expired;
import wariin.signing.ActivationOutcome.Unknown;
import wariin.signing.Authorization.State;

/// Our own remote signature: keys wrapped at rest, opened only by a verified activation.
/// The numbered steps are those of docs/flows/signing.md.
@Service
class WrappedKeySignature implements RemoteSignature {

    /// How long a signer may take between the prompt and the act.
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Credentials credentials;
    private final CredentialRegister register;
    private final Activations activations;
    private final SubscriberKeys keys;
    private final Journal journal;
    private final SecureRandom random;

    WrappedKeySignature(
            Credentials credentials,
            CredentialRegister register,
            Activations activations,
            SubscriberKeys keys,
            Journal journal,
            SecureRandom random) {
        this.credentials = credentials;
        this.register = register;
        this.activations = activations;
        this.keys = keys;
        this.journal = journal;
        this.random = random;
    }

    @Override
    public Credential credentialOf(CurrentUser signer) {
        return credentials.of(signer);
    }

    @Override
    public Credential info(CredentialId id) {
        return credentials.credential(register.find(id).orElseThrow());
    }

    @Override
    public void prefer(CurrentUser signer, KeyAlgorithm algorithm) {
        register.prefer(signer.user().id().value(), algorithm);
    }

    /// Step 3: one row for one hash.
    @Override
    public Authorization authorize(CurrentUser signer, CredentialId credential, byte[] hashToSign, String contract) {
        var row = register.find(credential).orElseThrow();
        if (!row.user().equals(signer.user().id().value())) {
            throw new IllegalArgumentException("A credential signs only for its own signer");
        }
        var nonce = new byte[32];
        random.nextBytes(nonce);
        var now = activations.clock().instant();
        var authorization = new Authorization(
                new AuthorizationId(UUID.randomUUID()),
                new ActivationData(credential, hashToSign, contract, nonce),
                signer.user().id().toString(),
                State.AUTHORIZED,
                now.plus(PATIENCE));
        activations.add(authorization, row, () -> credentials.bind(row, authorization.id()));
        return authorization;
    }

    @Override
    public Optional<Authorization> find(AuthorizationId id) {
        return activations.register().find(id);
    }

    @Override
    public ActivationOutcome activate(AuthorizationId id, CurrentUser signer, ActivationProof proof) {
        // 5. Decide: the assertion is verified before anything is written and before the key is touched.
        var found =
                find(id).filter(row -> row.signer().equals(signer.user().id().toString()));
        if (found.isEmpty()) return new Unknown();
        var authorization = found.get();
        if (authorization.state() == State.EXPIRED) return new Expired();
        if (authorization.state() != State.AUTHORIZED) return new AlreadyUsed(authorization.state());
        if (!authorization.expiresAt().isAfter(activations.clock().instant())) return new Expired();
        if (!isActive(authorization)) return new Expired();
        return switch (activations.verify(authorization, signer, proof)) {
            case Activations.Verified.Refused(var outcome) -> outcome;
            case Activations.Verified.Right(var evidence) ->
                activations.reserve(authorization, evidence)
                        ? new Activated(new VerifiedActivation(authorization))
                        : new AlreadyUsed(find(id).orElseThrow().state());
        };
    }

    /// Step 6: unwrap, sign, verify, forget. A one-shot key is destroyed, whatever came of it.
    @Override
    public byte[] signHash(VerifiedActivation activation) {
        activation.spend();
        var credential = register.find(CredentialId.of(activation.credential())).orElseThrow();
        try {
            return keys.sign(credential.key(), activation);
        } finally {
            credentials.spend(credential);
        }
    }

    /// Step 9, within the transaction of the room that uses the signature.
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void consume(AuthorizationId id) {
        var now = activations.clock().instant();
        if (!activations.register().finish(id, State.RESERVED, State.CONSUMED, "used", now)) {
            throw new IllegalStateException("The authorization is not reserved any more");
        }
    }

    @Override
    @Transactional
    public void burn(AuthorizationId id, String cause) {
        var now = activations.clock().instant();
        if (!activations.register().finish(id, State.RESERVED, State.BURNED, cause, now)) return;
        var burned = find(id).orElseThrow();
        var facts = Map.of("authorization", id.toString(), "cause", cause);
        journal.append(new Act("signature-abandoned", burned.data().contract(), burned.signer(), facts));
    }

    @Override
    public Optional<ActivationEvidence> evidenceOf(AuthorizationId id) {
        return activations.evidence().find(id);
    }

    private boolean isActive(Authorization authorization) {
        return register.find(authorization.data().credential())
                .filter(row -> credentials.signsFor(row, authorization.id()))
                .isPresent();
    }
}

package wariin.signing;

import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.stereotype.Component;
import wariin.identity.AssertionEvidence;
import wariin.identity.AssertionOutcome;
import wariin.identity.CurrentUser;
import wariin.identity.Passkeys;
import wariin.identity.PinAndTotp;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.signing.ActivationEvidence.Factor;

/// Verifies what a signer brings, and records it together with the reservation.
@Component
class Activations {

    /// What a verification found.
    sealed interface Verified {
        record Right(Statement statement) implements Verified {}

        record Refused(ActivationOutcome outcome) implements Verified {}
    }

    /// What the identity room vouches for.
    sealed interface Statement {
        record Assertion(AssertionEvidence evidence) implements Statement {}

        record Code(PinAndTotp.Outcome.Verified verified) implements Statement {}
    }

    private final AuthorizationRegister register;
    private final ActivationJournal evidence;
    private final Passkeys passkeys;
    private final PinAndTotp pins;
    private final Journal journal;
    private final Credentials.Writing writing;

    Activations(
            AuthorizationRegister register,
            ActivationJournal evidence,
            Passkeys passkeys,
            PinAndTotp pins,
            Journal journal,
            Credentials.Writing writing) {
        this.register = register;
        this.evidence = evidence;
        this.passkeys = passkeys;
        this.pins = pins;
        this.journal = journal;
        this.writing = writing;
    }

    AuthorizationRegister register() {
        return register;
    }

    ActivationJournal evidence() {
        return evidence;
    }

    Clock clock() {
        return writing.clock();
    }

    /// One row for one hash, together with what else belongs to it.
    void add(Authorization authorization, CredentialRegister.Row credential, Runnable also) {
        writing.transactions().executeWithoutResult(_ -> {
            register.add(authorization, credential.user(), clock().instant());
            also.run();
        });
    }

    Verified verify(Authorization authorization, CurrentUser signer, ActivationProof proof) {
        var user = signer.user().id();
        return switch (proof) {
            case ActivationProof.Passkey(var json) ->
                switch (passkeys.verify(user, authorization.data().challenge(), json)) {
                    case AssertionOutcome.Verified verified ->
                        new Verified.Right(new Statement.Assertion(verified.evidence()));
                    case AssertionOutcome.Refused(var reason) ->
                        new Verified.Refused(new ActivationOutcome.WrongAssertion(reason.name()));
                };
            case ActivationProof.PinAndTotp(var pin, var totp) ->
                switch (pins.verify(user, pin, totp)) {
                    case PinAndTotp.Outcome.Verified verified -> new Verified.Right(new Statement.Code(verified));
                    case PinAndTotp.Outcome.Wrong(var left) ->
                        new Verified.Refused(new ActivationOutcome.WrongPin(left));
                    case PinAndTotp.Outcome.Locked(var until) ->
                        new Verified.Refused(new ActivationOutcome.PinLocked(until));
                    case PinAndTotp.Outcome.NotEnrolled _ -> new Verified.Refused(new ActivationOutcome.NoSuchFactor());
                };
        };
    }

    /// Transaction 1. False when another act has taken the authorization; then nothing is written.
    boolean reserve(Authorization authorization, Statement statement) {
        return writing.transactions().execute(_ -> {
            if (!register.reserve(authorization.id(), clock().instant())) return false;
            var data = authorization.data();
            var facts = Map.of(
                    "authorization", authorization.id().toString(),
                    "credential", data.credential().toString(),
                    "hash", HexFormat.of().formatHex(data.hashToSign()),
                    "factor", factor(statement).name());
            var entry = journal.append(new Act("signature-activated", data.contract(), authorization.signer(), facts));
            evidence.add(evidence(authorization, statement, entry.toString()));
            return true;
        });
    }

    private ActivationEvidence evidence(Authorization authorization, Statement statement, String entry) {
        var assertion = statement instanceof Statement.Assertion(var brought) ? brought : null;
        var code = statement instanceof Statement.Code(var verified) ? verified : null;
        return new ActivationEvidence(
                authorization.id(),
                authorization.data().credential(),
                authorization.data().canonical(),
                factor(statement),
                assertion,
                code == null ? null : code.totpStep(),
                assertion != null ? assertion.verifiedAt() : clock().instant(),
                entry);
    }

    private static Factor factor(Statement statement) {
        return statement instanceof Statement.Assertion ? Factor.PASSKEY : Factor.PIN_AND_TOTP;
    }
}

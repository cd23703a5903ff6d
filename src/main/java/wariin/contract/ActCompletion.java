package wariin.contract;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import wariin.ca.CertificationAuthority;
import wariin.contract.IncrementRegister.Stored;
import wariin.contract.SigningSteps.Step;
import wariin.identity.CurrentUser;
import wariin.journal.Journal;
import wariin.pdf.ByteSource;
import wariin.pdf.Increment;
import wariin.pdf.PadesCms;
import wariin.pdf.PdfRefused;
import wariin.pdf.PdfSigner;
import wariin.pdf.ValidationData;
import wariin.signing.Credential;
import wariin.signing.CredentialId;
import wariin.signing.RemoteSignature;
import wariin.signing.VerifiedActivation;
import wariin.tsa.TimeStampAuthority;
import wariin.vault.Received;

/// Turns an activated hash into a sealed increment: wholly, or not at all.
@Component
class ActCompletion {

    /// The trust services that an act needs.
    @Component
    record Services(RemoteSignature signatures, CertificationAuthority authority, TimeStampAuthority time) {}

    /// Certificates or their status cannot be had, so the signature could not be validated later.
    static final class StatusNotAvailableException extends RuntimeException {
        StatusNotAvailableException(Throwable cause) {
            super("No status of the certificates", cause);
        }
    }

    private final Services services;
    private final Documents documents;
    private final ActResult result;
    private final ActRegister acts;
    private final Journal journal;
    private final SigningSteps steps;

    ActCompletion(
            Services services,
            Documents documents,
            ActResult result,
            ActRegister acts,
            Journal journal,
            SigningSteps steps) {
        this.services = services;
        this.documents = documents;
        this.result = result;
        this.acts = acts;
        this.journal = journal;
        this.steps = steps;
    }

    /// From here to the last transaction a crash leaves a reserved hash and a started act, which the sweepers end.
    Contract complete(CurrentUser me, Contract contract, ActRegister.Row act, VerifiedActivation activation)
            throws IOException {
        steps.reached(Step.ACTIVATED_5);
        if (!acts.start(act.id(), result.now())) throw new IllegalStateException("The act is not waiting any more");
        steps.reached(Step.STARTED_5);
        var credential = services.signatures().info(CredentialId.of(activation.credential()));
        try (var document = documents.open(contract)) {
            var sealed = seal(contract, act, activation, credential, document);
            var received = documents.receive(contract, sealed.bytes());
            steps.reached(Step.STORED_8);
            return write(me, contract, act, document.length(), sealed, received);
        }
    }

    private Contract write(
            CurrentUser me, Contract contract, ActRegister.Row act, long before, Sealed sealed, Received received)
            throws IOException {
        var stored = new Stored(
                act.baseRevision() + 1,
                act.party().value(),
                received.hash().toString(),
                received.length(),
                before + act.draft().holeOffset(),
                act.draft().holeBytes(),
                act.id().value());
        try {
            var signed = result.write(me, contract, act, stored, sealed);
            documents.keep(contract.id(), signed.head(), sealed.digest());
            steps.reached(Step.COMMITTED_9);
            return signed;
        } catch (RuntimeException e) {
            if (!result.stands(act.id())) documents.discard(contract, received.hash());
            throw e;
        }
    }

    private Sealed seal(
            Contract contract,
            ActRegister.Row act,
            VerifiedActivation activation,
            Credential credential,
            ByteSource document) {
        // 6. The key signs the authorized hash, nothing else.
        var signature = services.signatures().signHash(activation);
        steps.reached(Step.SIGNED_6);

        // 7. The time of the signature, then status answers that are younger than it.
        var token = services.time().stamp(ActPreparation.sha256(signature));
        steps.reached(Step.STAMPED_7);
        var status = status(credential);

        // 8. The increment is filled and closed with what a validator will need.
        var cms = PadesCms.assemble(
                act.signedAttributes(),
                signature,
                credential.algorithm().hashSignatureAlgorithm(),
                ActPreparation.embedded(credential),
                token);
        var sealed = new Sealed(document, signature, token, status);
        sealed.add(act.draft().complete(cms, documents.digest(contract, document)));
        try {
            sealed.add(PdfSigner.validationData(sealed.whole(), sealed.digest(), status));
            if (act.last()) sealed.add(timestamp(contract, sealed));
        } catch (PdfRefused e) {
            throw new IllegalStateException("A document that we prepared cannot be completed", e);
        }
        steps.reached(Step.COMPLETED_8);
        return sealed;
    }

    private ValidationData status(Credential credential) {
        try {
            var evidence = services.authority().evidenceFor(credential.certificate());
            return new ValidationData(evidence.certificates(), evidence.ocspResponses(), evidence.crls());
        } catch (RuntimeException e) {
            throw new StatusNotAvailableException(e);
        }
    }

    /// The last word: a time-stamp over everything, which names the log entries of the contract so far.
    private Increment timestamp(Contract contract, Sealed sealed) throws PdfRefused {
        var entries = journal.about(contract.id().toString()).stream()
                .map(entry -> entry.id().toString())
                .collect(Collectors.joining(" "));
        var extra = Map.of("WariinContract", contract.id().toString(), "WariinLogEntries", entries);
        return PdfSigner.documentTimestamp(
                sealed.whole(),
                sealed.digest(),
                result.timestampField(contract.id()),
                services.time().tokenSize(),
                extra,
                hash -> sealed.documentTimestamp(services.time().stamp(hash)));
    }

    /// Ends an act that died while we were there to see it.
    void abandon(ActRegister.Row act, String cause) {
        if (result.stands(act.id())) return;
        services.signatures().burn(act.id(), cause);
        acts.finish(act.id(), ActRegister.State.FAILED, cause, result.now());
    }
}

package wariin.contract;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import wariin.contract.ContractSigning.Preparation;
import wariin.identity.Accounts;
import wariin.identity.CurrentUser;
import wariin.pdf.Appearance;
import wariin.pdf.PadesCms;
import wariin.pdf.PdfRefused;
import wariin.pdf.PdfSigner;
import wariin.pdf.SignatureDraft;
import wariin.pdf.SignatureRequest;
import wariin.seal.Seal;
import wariin.seal.SealId;
import wariin.seal.Seals;
import wariin.signing.Credential;
import wariin.signing.RemoteSignature;
import wariin.tsa.TimeStampAuthority;

/// Makes the increment of an act but for its signature, and has its hash authorized.
@Component
class ActPreparation {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    /// Those who vouch for the signer, draw the seal and stamp the time.
    @Component
    record Services(
            RemoteSignature signatures, Seals seals, Accounts accounts, TimeStampAuthority time, MessageSource words) {}

    private final Services services;
    private final Documents documents;
    private final ActRegister acts;
    private final Requirements requirements;
    private final Clock clock;

    ActPreparation(Services services, Documents documents, ActRegister acts, Requirements requirements, Clock clock) {
        this.services = services;
        this.documents = documents;
        this.acts = acts;
        this.requirements = requirements;
        this.clock = clock;
    }

    Preparation prepare(CurrentUser me, Contract contract, @Nullable SealId wanted) throws IOException {
        if (services.accounts().factorsOf(me.user().id()).none()) {
            return new Preparation.Refused(Refusal.NO_FACTOR);
        }
        var seal = seal(me, wanted);
        if (seal.isEmpty()) return new Preparation.Refused(Refusal.SEAL_UNKNOWN);
        if (requirements.unmet(me, contract)) return new Preparation.Refused(Refusal.RULE_NOT_MET);
        var party = Contracts.sideOf(me, contract).orElseThrow();
        var credential = services.signatures().credentialOf(me);

        // 2. The signature dictionary and the seal are appended to the document as it is now.
        var draft = draft(me, contract, party, credential, seal.get());

        // 3. What is signed is the hash of the signed attributes, which hold the document's hash.
        var attributes = PadesCms.signedAttributes(credential.certificate(), draft.documentDigest());
        var authorization = services.signatures()
                .authorize(
                        me, credential.id(), sha256(attributes), contract.id().toString());
        var act = new ActRegister.Row(
                authorization.id(),
                contract.id(),
                party.id(),
                me.user().id().value(),
                wanted == null ? null : wanted.value(),
                contract.head(),
                contract.lastIs(party),
                draft,
                attributes,
                ActRegister.State.PREPARED);
        acts.add(act, clock.instant());
        var title = contract.terms().title();
        var name = seal.get().name();
        return new Preparation.Prompted(new Prompt(authorization, credential, title, draft.documentDigest(), name));
    }

    /// Whether the signer's certificate still meets what the contract asks for; the answer is kept with the act.
    boolean meetsRequirement(CurrentUser me, Contract contract, ActRegister.Row act) {
        return requirements.keep(me, contract, act.id());
    }

    private Optional<Seal> seal(CurrentUser me, @Nullable SealId wanted) {
        return wanted == null
                ? Optional.of(services.seals().defaultFor(me))
                : services.seals().find(wanted, me);
    }

    private SignatureDraft draft(CurrentUser me, Contract contract, Party party, Credential credential, Seal seal)
            throws IOException {
        var request = new SignatureRequest(
                party.signatureField(),
                appearance(seal),
                me.user().name(),
                services.words().getMessage("contract.signature.reason", null, party.language()),
                "",
                clock.instant(),
                contract.untouched(),
                contract.lastIs(party),
                PadesCms.sizeOf(
                        embedded(credential),
                        credential.algorithm().hashSignatureAlgorithm(),
                        services.time().tokenSize()),
                Map.of("WariinContract", contract.id().toString()));
        try (var document = documents.open(contract)) {
            return PdfSigner.draft(document, documents.digest(contract, document), request);
        } catch (PdfRefused e) {
            throw new IllegalStateException("A document that we prepared cannot be signed", e);
        }
    }

    private Appearance appearance(Seal seal) {
        var today = LocalDate.ofInstant(clock.instant(), TOKYO);
        return services.seals().drawingOf(seal, today).appearance();
    }

    /// The chain within the signature goes up to, but not to, the root: that one the reader must have already.
    static List<X509Certificate> embedded(Credential credential) {
        var chain = credential.chain();
        return chain.size() > 1 ? chain.subList(0, chain.size() - 1) : chain;
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package wariin.signing;

import java.util.Optional;
import wariin.identity.CurrentUser;
import wariin.keys.KeyAlgorithm;

/// The remote signature service as the rooms above see it, shaped like the CSC API: credentials/info, authorization of
/// a hash, signHash. Another provider of that API can stand behind it.
public interface RemoteSignature {

    /// The signer's credential for the organisation they act for; key and certificate are made on the first need.
    /// Never inside a transaction.
    Credential credentialOf(CurrentUser signer);

    /// One made before (credentials/info).
    Credential info(CredentialId id);

    /// Asks for keys of this kind from the next credential on.
    void prefer(CurrentUser signer, KeyAlgorithm algorithm);

    /// The right to sign this hash once, waiting for the signer's act.
    Authorization authorize(CurrentUser signer, CredentialId credential, byte[] hashToSign, String contract);

    Optional<Authorization> find(AuthorizationId id);

    /// Verifies the signer's act, then reserves the hash and records the evidence in one transaction.
    ActivationOutcome activate(AuthorizationId id, CurrentUser signer, ActivationProof proof);

    /// Signs the activated hash (signatures/signHash); never inside a transaction.
    byte[] signHash(VerifiedActivation activation);

    /// Marks the signature as used, in the caller's transaction; throws when it is not reserved any more.
    void consume(AuthorizationId id);

    /// The act died after the reservation: its signature must never be used.
    void burn(AuthorizationId id, String cause);

    Optional<ActivationEvidence> evidenceOf(AuthorizationId id);
}

package wariin.signing;

/// What the signer brings to activate the key for one hash.
public sealed interface ActivationProof {

    /// A passkey assertion over the challenge, as PublicKeyCredential.toJSON() gives it.
    record Passkey(String assertionJson) implements ActivationProof {}

    /// The fall-back: PIN and time-based code, entered while the document of this authorization is shown.
    record PinAndTotp(String pin, String totp) implements ActivationProof {}
}

package wariin.identity;

/// What a person brings to say yes to exactly one text, whose SHA-256 is the challenge.
public sealed interface Consent {

    /// The passkey's assertion over the challenge, as PublicKeyCredential.toJSON() gives it.
    record Passkey(String assertionJson) implements Consent {}

    /// The fall-back: PIN and time-based code, entered while the text is shown.
    record PinAndCode(String pin, String code) implements Consent {}
}

package wariin.assessment;

/// How a decider proves a vote.
public sealed interface DecisionProof {

    /// The passkey's assertion over the SHA-256 of the vote's text, as the browser gives it.
    record Passkey(String assertionJson) implements DecisionProof {}

    record PinAndCode(String pin, String code) implements DecisionProof {}
}

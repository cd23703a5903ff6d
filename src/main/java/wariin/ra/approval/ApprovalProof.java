package wariin.ra.approval;

/// How an officer proves an approval.
public sealed interface ApprovalProof {

    /// The passkey's assertion over the SHA-256 of the approval's text, as the browser gives it.
    record Passkey(String assertionJson) implements ApprovalProof {}

    record PinAndCode(String pin, String code) implements ApprovalProof {}
}

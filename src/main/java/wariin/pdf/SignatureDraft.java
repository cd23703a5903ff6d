package wariin.pdf;

/// An increment that lacks only its signature: plain bytes, so it can rest between the prompt and the answer.
/// The hole is `holeBytes` long, angle brackets included.
public record SignatureDraft(byte[] increment, int holeOffset, int holeBytes, byte[] documentDigest) {

    /// Fills the hole; `before` is the digest state up to the increment and stays as it is.
    public Increment complete(byte[] cms, RunningDigest before) {
        throw new UnsupportedOperationException();
    }
}

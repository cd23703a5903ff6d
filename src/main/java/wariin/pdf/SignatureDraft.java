package wariin.pdf;

/// An increment that lacks only its signature: plain bytes, so it can rest between the prompt and the answer.
/// The hole is `holeBytes` long, angle brackets included.
public record SignatureDraft(byte[] increment, int holeOffset, int holeBytes, byte[] documentDigest) {

    /// Fills the hole; `before` is the digest state up to the increment and stays as it is.
    public Increment complete(byte[] cms, RunningDigest before) {
        var bytes = increment.clone();
        fill(bytes, holeOffset, holeBytes, cms);
        var digest = before.copy();
        digest.update(bytes, 0, bytes.length);
        return new Increment(bytes, digest);
    }

    static void fill(byte[] increment, int offset, int length, byte[] content) {
        if (content.length * 2 + 2 > length) {
            throw new IllegalArgumentException("A signature of " + content.length + " bytes does not fit its place");
        }
        ValueWriter.hexInto(content, increment, offset + 1);
    }
}

package wariin.pdf;

/// Bytes to append after the file they were made for, and the digest state after them.
public record Increment(byte[] bytes, RunningDigest digest) {}

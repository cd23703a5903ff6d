package wariin.tsl;

/// A list as it is published, its digest for the file beside it (TS 119 612, 6.1), and its signature to keep.
public record SignedList(byte[] xml, byte[] sha256, KeptSignature signature) {}

package wariin.pdf;

/// A signature field as found in a file; `page` is -1 where it has none.
public record SignatureField(String name, boolean signed, int page, boolean visible) {}

package wariin.ra.request;

/// Where the key of a certificate comes from.
public enum KeyOrigin {
    /// The applicant made it and proves it with a certification request (PKCS #10).
    REQUEST,
    /// The platform makes it when the holder picks up a PKCS #12 file, and forgets it then.
    PICK_UP
}

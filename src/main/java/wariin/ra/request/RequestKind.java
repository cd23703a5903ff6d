package wariin.ra.request;

/// Why a certificate is asked for.
public enum RequestKind {
    /// For the first time.
    NEW,
    /// Again, before the old one ends; same name, a new key or the same.
    RENEWAL,
    /// Again at once with a new key; the old certificate is revoked when the new one is issued.
    REKEY,
    /// By a program, under a standing approval.
    ENROLMENT
}

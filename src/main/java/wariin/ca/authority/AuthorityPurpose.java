package wariin.ca.authority;

/// What an authority issues for: each has one purpose, so that a fault in one harms no other (EN 319 411-1, 6.6.1).
public enum AuthorityPurpose {
    /// Certifies authorities only.
    ROOT,
    /// Persons who sign documents.
    PERSON,
    /// Mailboxes (S/MIME Baseline Requirements).
    MAIL,
    /// Seals of organisations.
    ORGANISATION,
    /// Keys that sign once and live for a day at most (RFC 9608).
    ONE_SHOT,
    /// Time-stamping units (EN 319 421).
    TIME_STAMPING,
    /// Devices and programs.
    DEVICE
}

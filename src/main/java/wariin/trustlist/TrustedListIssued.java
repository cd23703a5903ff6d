package wariin.trustlist;

/// A new list is in force.
public record TrustedListIssued(long sequence) {}

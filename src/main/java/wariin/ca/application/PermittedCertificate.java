package wariin.ca.application;

/// A body together with the permit to sign it.
public record PermittedCertificate(PreparedCertificate certificate, IssuancePermit permit) {}

package wariin.ra.evidence;

/// What the validation found in a signed application (EN 319 102-1): the verdict and whose certificate it was.
///
/// @param subject of the signer's certificate, as it stands there (RFC 4514)
/// @param documentSha256 of the file that was judged, in hex
public record MachineCheck(String verdict, String subject, String issuer, String serial, String documentSha256) {}

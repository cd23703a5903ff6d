package wariin.ca;

import java.util.List;

/// All that a validator needs besides the signature, in DER: both chains, status answers and lists (PAdES DSS
/// dictionary).
public record StatusEvidence(List<byte[]> certificates, List<byte[]> ocspResponses, List<byte[]> crls) {}

package wariin.pdf;

import java.util.List;

/// What a validator needs in later years: DER certificates, OCSP responses and CRLs (EN 319 142-1, 5.4.2).
public record ValidationData(List<byte[]> certificates, List<byte[]> ocspResponses, List<byte[]> crls) {}

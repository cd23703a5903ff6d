package wariin.ceremony;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import wariin.x509.AuthorityRequest;
import wariin.x509.Certificates;
import wariin.x509.CertificationRequest;
import wariin.x509.MalformedDer;

/// What a file says, in lines that people read aloud and compare.
final class PkiText {
    private PkiText() {}

    static List<String> of(PkiFile file) {
        return switch (file) {
            case PkiFile.Certificate(var certificate) -> certificate(certificate);
            case PkiFile.RevocationList(var der) -> list(der);
            case PkiFile.StatusAnswer(var der) -> List.of("Status answer", "  sha256    " + CeremonyScript.sha256(der));
            case PkiFile.Request(var request) -> request(request);
        };
    }

    private static List<String> certificate(X509Certificate certificate) {
        var lines = new ArrayList<>(List.of(
                "Certificate",
                "  subject   " + certificate.getSubjectX500Principal().getName(),
                "  issuer    " + certificate.getIssuerX500Principal().getName(),
                "  number    " + certificate.getSerialNumber().toString(16),
                "  valid     " + certificate.getNotBefore().toInstant() + " to "
                        + certificate.getNotAfter().toInstant(),
                "  key       " + key(certificate.getPublicKey()),
                "  signed    " + certificate.getSigAlgName()));
        if (certificate.getBasicConstraints() >= 0) {
            var below = certificate.getBasicConstraints();
            lines.add("  authority yes"
                    + (below == Integer.MAX_VALUE ? "" : ", with " + below + " levels of authorities below it"));
        }
        lines.add("  profile   " + PkiFile.profileOf(certificate).id() + " fits it");
        lines.add("  sha256    " + CeremonyScript.sha256(Certificates.encoded(certificate)));
        return lines;
    }

    private static List<String> list(byte[] der) {
        try {
            return list(Certificates.parseList(der));
        } catch (MalformedDer _) {
            return List.of("Revocation list that cannot be read whole; lint says more");
        }
    }

    private static List<String> list(X509CRL list) {
        var revoked = list.getRevokedCertificates();
        var lines = new ArrayList<>(List.of(
                "Revocation list",
                "  issuer    " + list.getIssuerX500Principal().getName(),
                "  number    " + OfflineRoots.number(list),
                "  made      " + list.getThisUpdate().toInstant(),
                "  next      "
                        + (list.getNextUpdate() == null
                                ? "not said"
                                : list.getNextUpdate().toInstant().toString()),
                "  entries   " + (revoked == null ? 0 : revoked.size())));
        if (revoked != null) {
            revoked.stream()
                    .limit(20)
                    .forEach(entry -> lines.add("    " + entry.getSerialNumber().toString(16) + "  "
                            + entry.getRevocationDate().toInstant()
                            + (entry.getRevocationReason() == null ? "" : "  " + entry.getRevocationReason())));
        }
        return lines;
    }

    private static List<String> request(CertificationRequest request) {
        return List.of(
                "Request, signed with the key that it names",
                "  subject   " + request.subject().getName(),
                "  key       " + key(request.key()),
                "  purposes  " + String.join(", ", AuthorityRequest.purposesIn(request.encoded())),
                "  sha256    " + CeremonyScript.sha256(request.encoded()));
    }

    private static String key(java.security.PublicKey key) {
        return key.getAlgorithm() + ", " + CeremonyScript.sha256(key.getEncoded());
    }
}

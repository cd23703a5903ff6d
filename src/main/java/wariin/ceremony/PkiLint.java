package wariin.ceremony;

import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/// Our linters over files from anywhere.
final class PkiLint {
    private PkiLint() {}

    static List<String> findings(PkiFile file, Collection<X509Certificate> certificates) {
        return switch (file) {
            case PkiFile.Certificate(var certificate) -> PkiFile.findings(certificate, certificates);
            case PkiFile.RevocationList(var list) -> list(list, certificates);
            // Reading it has already proved it.
            case PkiFile.Request _ -> List.of();
        };
    }

    private static List<String> list(X509CRL list, Collection<X509Certificate> certificates) {
        var issuer = certificates.stream()
                .filter(one -> one.getSubjectX500Principal().equals(list.getIssuerX500Principal()))
                .filter(one -> signed(list, one))
                .findFirst();
        if (issuer.isEmpty()) return List.of("Its issuer is not among the files, or did not sign it");
        return List.of();
    }

    static boolean signed(X509CRL list, X509Certificate issuer) {
        try {
            list.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}

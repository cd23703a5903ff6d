package wariin.procurement;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wariin.company.CorporateNumber;

/// What a question is about, made ready: the path in order, and what is known besides.
///
/// @param path from the certificate towards its root; empty for a provider
/// @param complete whether the path ends at a certificate that signed itself
record Subject(
        Kind kind,
        String name,
        Instant at,
        List<X509Certificate> path,
        boolean complete,
        Ruling revoked,
        Ruling timeProven,
        Ruling signatureValid,
        @Nullable CorporateNumber provider) {

    /// The words of `subject = …`.
    enum Kind {
        CERTIFICATE,
        SIGNATURE,
        PROVIDER
    }
}

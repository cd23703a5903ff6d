package wariin.procurement;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import wariin.company.CorporateNumber;
import wariin.validation.SignatureReport;

/// What a rule is asked about, and for which time.
public sealed interface Question {

    /// The time that the answer is about.
    Instant at();

    /// A certificate, the certificates of its authorities in any order, and revocation lists where they are at hand.
    record OfCertificate(
            X509Certificate certificate, List<X509Certificate> others, List<X509CRL> revocationLists, Instant at)
            implements Question {

        public OfCertificate {
            others = List.copyOf(others);
            revocationLists = List.copyOf(revocationLists);
        }

        public static OfCertificate of(X509Certificate certificate, Instant at) {
            return new OfCertificate(certificate, List.of(), List.of(), at);
        }
    }

    /// A signature that was validated; its time is the proven one, else that of the validation.
    record OfSignature(SignatureReport signature, Instant validatedAt) implements Question {

        @Override
        public Instant at() {
            var proven = signature.provenTime();
            return proven == null ? validatedAt : proven.at();
        }
    }

    /// A provider, by its corporate number.
    record OfProvider(CorporateNumber number, Instant at) implements Question {}
}

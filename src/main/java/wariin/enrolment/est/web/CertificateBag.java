package wariin.enrolment.est.web;

import java.security.cert.X509Certificate;
import java.util.List;
import wariin.x509.Certificates;
import wariin.x509.Der;

/// Certificates and nothing else, as a CMS message without content and signer (RFC 8551, 3.8).
final class CertificateBag {
    private static final byte[] SIGNED_DATA = Der.oid("1.2.840.113549.1.7.2");
    private static final byte[] DATA = Der.oid("1.2.840.113549.1.7.1");

    private CertificateBag() {}

    static byte[] of(List<X509Certificate> certificates) {
        var all = certificates.stream()
                .map(Certificates::encoded)
                .sorted(java.util.Arrays::compareUnsigned)
                .toArray(byte[][]::new);
        var signed = Der.sequence(
                Der.integer(1), Der.of(Der.SET), Der.sequence(DATA), Der.of(Der.CONTEXT, all), Der.of(Der.SET));
        return Der.sequence(SIGNED_DATA, Der.of(Der.CONTEXT, signed));
    }
}

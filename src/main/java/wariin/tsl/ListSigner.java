package wariin.tsl;

import java.security.cert.X509Certificate;
import wariin.x509.SignatureAlgorithm;

/// The scheme operator's key: hashes and signs what it is given; an ECDSA signature comes in DER (TS 119 612, 5.7).
public interface ListSigner {

    X509Certificate certificate();

    SignatureAlgorithm algorithm();

    byte[] sign(byte[] toBeSigned);
}

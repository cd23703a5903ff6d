package wariin.tsl;

import java.util.Map;
import wariin.x509.SignatureAlgorithm;

/// The names that the standards give to namespaces, algorithms and elements.
final class Names {
    static final String TSL = "http://uri.etsi.org/02231/v2#";
    static final String TSLX = "http://uri.etsi.org/02231/v2/additionaltypes#";
    static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    static final String XML = "http://www.w3.org/XML/1998/namespace";

    static final String ROOT = "TrustServiceStatusList";
    static final String TAG = "http://uri.etsi.org/19612/TSLTag";
    static final String MEDIA_TYPE = "application/vnd.etsi.tsl+xml";

    static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    static final String ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    static final String SIGNED_PROPERTIES = "http://uri.etsi.org/01903#SignedProperties";

    /// id-tsl-kp-tslSigning (5.7.1).
    static final String LIST_SIGNING = "0.4.0.2231.3.0";

    private static final Map<SignatureAlgorithm, String> ALGORITHMS = Map.of(
            SignatureAlgorithm.ECDSA_SHA256, "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
            SignatureAlgorithm.ECDSA_SHA384, "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
            SignatureAlgorithm.RSA_SHA256, "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");

    private Names() {}

    static String of(SignatureAlgorithm algorithm) {
        return ALGORITHMS.get(algorithm);
    }
}

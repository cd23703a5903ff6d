package wariin.procurement;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CertificatePolicies;

/// The policies that a certificate names (RFC 5280, 4.2.1.4).
final class PolicyIdentifiers {

    private static final String EXTENSION = "2.5.29.32";

    private PolicyIdentifiers() {}

    static List<String> of(X509Certificate certificate) {
        var extension = certificate.getExtensionValue(EXTENSION);
        if (extension == null) return List.of();
        try {
            var octets = ASN1OctetString.getInstance(extension).getOctets();
            var found = new ArrayList<String>();
            for (var policy : CertificatePolicies.getInstance(octets).getPolicyInformation()) {
                found.add(policy.getPolicyIdentifier().getId());
            }
            return found;
        } catch (IllegalArgumentException | IllegalStateException malformed) {
            return List.of();
        }
    }
}

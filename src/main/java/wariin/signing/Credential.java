package wariin.signing;

import java.security.cert.X509Certificate;
import java.util.List;
import wariin.ca.authority.AssuranceLevel;
import wariin.keys.KeyAlgorithm;

/// A signer's key and certificate as credentials/info of the CSC API gives it: the chain goes from the leaf to the
/// root.
public record Credential(CredentialId id, KeyAlgorithm algorithm, AssuranceLevel level, List<X509Certificate> chain) {

    public X509Certificate certificate() {
        return chain.getFirst();
    }
}

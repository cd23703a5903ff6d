/// Remote signature: credentials, authorizations of single hashes, and their activation by the signer's own act
/// (CSC API v2, TS 119 431-1 with the hash bound to the factor as SRA_SAP.2.3 of EN 419 241-1 asks).
@ApplicationModule(
        allowedDependencies = {"ca", "ca::application", "ca::authority", "company", "identity", "keys", "x509"})
@NullMarked
package wariin.signing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

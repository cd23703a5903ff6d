/// Procurement rules: named, versioned requirements over registers, asked for a certificate, signature or provider at a
/// time.
@ApplicationModule(
        allowedDependencies = {"ca", "company", "identity", "keys", "register", "trustlist", "tsl", "validation", "x509"
        })
@NullMarked
package wariin.procurement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

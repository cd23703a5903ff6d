/// Key ceremonies away from the network, and what operators decide about authorities here (EN 319 411-1, 6.5.1).
@ApplicationModule(
        allowedDependencies = {
            "ca::authority",
            "ca::ceremony",
            "ca::list",
            "ca::status",
            "doctor",
            "identity",
            "keys",
            "x509"
        })
@NullMarked
package wariin.ceremony;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

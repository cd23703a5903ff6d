/// Key ceremonies away from the network, and what operators decide about authorities here (EN 319 411-1, 6.5.1).
@ApplicationModule(allowedDependencies = {"x509", "keys", "ca", "identity", "doctor"})
@NullMarked
package wariin.ceremony;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

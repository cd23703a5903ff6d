/// The certification authority: key ceremony, issuance, revocation, status and their dissemination (EN 319 411-1).
@ApplicationModule(allowedDependencies = {"x509", "keys", "company", "doctor"})
@NullMarked
package wariin.ca;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

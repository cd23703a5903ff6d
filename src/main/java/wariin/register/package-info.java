/// The trust-service register: providers, their services, registrations and the history of their status, for all to
/// browse.
@ApplicationModule(allowedDependencies = {"company", "criteria", "identity"})
@NullMarked
package wariin.register;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

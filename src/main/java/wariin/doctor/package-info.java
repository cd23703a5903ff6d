/// Is this installation healthy: small checks that each room contributes, and what to do about what they find.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package wariin.doctor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

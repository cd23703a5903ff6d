/// The key-encryption keys' own life: how they are renewed, everything brought under the new one, and the older ones
/// destroyed (NIST SP 800-57 part 1, 5.3.6 and 8.3).
@ApplicationModule(allowedDependencies = {"doctor", "identity", "keys"})
@NullMarked
package wariin.custody;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

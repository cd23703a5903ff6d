/// Documents at rest: content-addressed per owner, encrypted, synced before they are named.
@ApplicationModule(allowedDependencies = {"database", "keys", "doctor"})
@NullMarked
package wariin.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

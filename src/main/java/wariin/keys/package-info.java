/// Key pairs at rest and in use: wrapped under a key-encryption key that a cryptographic module holds (TS 119 312).
@ApplicationModule(allowedDependencies = {"database", "doctor"})
@NullMarked
package wariin.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

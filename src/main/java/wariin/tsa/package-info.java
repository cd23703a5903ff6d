/// The time-stamp authority: time-stamping units behind a clock guard (RFC 3161, EN 319 421, EN 319 422).
@ApplicationModule(allowedDependencies = {"timestamp", "x509", "keys", "ca", "doctor", "merkle", "notify", "identity"})
@NullMarked
package wariin.tsa;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

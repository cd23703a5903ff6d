/// The time-stamp authority: time-stamping units behind a clock guard (RFC 3161, EN 319 421, EN 319 422).
@ApplicationModule(
        allowedDependencies = {
            "ca",
            "ca::authority",
            "doctor",
            "identity",
            "keys",
            "merkle",
            "notify",
            "timestamp",
            "x509"
        })
@NullMarked
package wariin.tsa;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

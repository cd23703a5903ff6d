/// The practice statement and the disclosure statements, made from the configuration in force (RFC 3647, EN 319 411-1).
@ApplicationModule(
        allowedDependencies = {
            "ca",
            "ca::authority",
            "ca::revocation",
            "keys",
            "ra",
            "ra::desk",
            "ra::evidence",
            "signing",
            "tsa",
            "x509"
        })
@NullMarked
package wariin.practice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

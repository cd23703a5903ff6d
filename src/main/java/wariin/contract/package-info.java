/// Contracts between parties: draft, sending, reading, signing in order, conclusion, and the evidence of it all.
@ApplicationModule(
        allowedDependencies = {
            "identity",
            "signing",
            "keys",
            "merkle",
            "pdf",
            "seal",
            "vault",
            "tsa",
            "ca",
            "ca::authority",
            "x509",
            "timestamp",
            "notify",
            "procurement",
            "validation"
        })
@NullMarked
package wariin.contract;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

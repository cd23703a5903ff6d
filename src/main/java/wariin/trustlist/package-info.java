/// Publication of the register as a signed trusted list: sequence, archive, next update, signer roll-over (TS 119 612).
@ApplicationModule(
        allowedDependencies = {
            "company",
            "criteria",
            "doctor",
            "identity",
            "keys",
            "notify",
            "register",
            "tsl",
            "validation",
            "x509"
        })
@NullMarked
package wariin.trustlist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

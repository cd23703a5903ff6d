/// Machine checks of criteria: run on schedule against what a provider operates; what was seen becomes evidence.
@ApplicationModule(
        allowedDependencies = {
            "assessment",
            "ca",
            "ca::authority",
            "company",
            "criteria",
            "identity",
            "register",
            "signing",
            "timestamp",
            "trustlist",
            "tsa",
            "tsl",
            "validation",
            "x509"
        })
@NullMarked
package wariin.inspection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

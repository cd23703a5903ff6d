/// Trusted lists: build, sign, read, judge and ask. Pure: no framework, database, clock or key (ETSI TS 119 612
/// V2.4.1).
@ApplicationModule(allowedDependencies = "x509")
@NullMarked
package wariin.tsl;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

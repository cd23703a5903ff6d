/// Time-stamp requests and tokens: read and built, without keys, clock or database (RFC 3161, RFC 5816).
@ApplicationModule(allowedDependencies = {"x509"})
@NullMarked
package wariin.timestamp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

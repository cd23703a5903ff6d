/// Certificates, revocation lists and status answers: built, read and checked, without keys, clock or database (RFC
/// 5280, RFC 6960).
@ApplicationModule(allowedDependencies = {})
@NullMarked
package wariin.x509;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

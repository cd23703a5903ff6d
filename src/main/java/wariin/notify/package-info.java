/// Mail out: written to an outbox in the caller's transaction, delivered after it (RFC 5321, RFC 5322).
@ApplicationModule(allowedDependencies = {})
@NullMarked
package wariin.notify;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

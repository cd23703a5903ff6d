/// People, organisations, roles, the ways to log in, and what was proven about a person: WebAuthn Level 3, RFC 6238,
/// OpenID Connect Core 1.0.
@ApplicationModule(allowedDependencies = {"company", "keys", "notify"})
@NullMarked
package wariin.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

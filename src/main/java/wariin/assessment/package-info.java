/// Assessment of trust services: applications, cases, roles, evidence, findings, decisions by two, surveillance.
@ApplicationModule(
        allowedDependencies = {"company", "criteria", "identity", "keys", "merkle", "notify", "register", "vault"})
@NullMarked
package wariin.assessment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

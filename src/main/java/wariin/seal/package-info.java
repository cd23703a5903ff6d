/// Seals (印鑑): drawn as outlines or taken from a picture, kept for an organisation or a person, and handed out as
/// appearances for signatures.
@ApplicationModule(allowedDependencies = {"identity", "pdf", "vault"})
@NullMarked
package wariin.seal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

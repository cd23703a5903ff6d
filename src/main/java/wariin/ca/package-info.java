/// The certification authority: key ceremony, issuance, revocation, status and their dissemination (EN 319 411-1).
///
/// From below: the values in `authority` and `application`; `list` and `issuance`, which use authorities' keys;
/// `ceremony`, which makes the authorities; `status`; `revocation`; here what others ask of them together; above
/// it the pages and addresses in `web`.
@ApplicationModule(allowedDependencies = {"x509", "keys", "company", "doctor"})
@NullMarked
package wariin.ca;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

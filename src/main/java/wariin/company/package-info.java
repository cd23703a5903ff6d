/// Companies and their corporate numbers.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package wariin.company;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// Companies and their corporate numbers: the tax agency's file, its history, look-up by number and by name.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package wariin.company;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

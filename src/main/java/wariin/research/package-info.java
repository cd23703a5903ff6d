/// Research into Internet trust: yearly surveys and live figures of the platform, as plots and tables.
@ApplicationModule(allowedDependencies = {"ca", "contract", "criteria", "merkle", "register", "tsa"})
@NullMarked
package wariin.research;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

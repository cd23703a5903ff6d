/// Assessment criteria: versioned catalogues for each target of assessment, in and out as OSCAL 1.1.3.
@ApplicationModule(allowedDependencies = "identity")
@NullMarked
package wariin.criteria;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

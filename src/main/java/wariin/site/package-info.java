/// The frame of every page: layout, two languages, security headers, error pages and the address of this site.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package wariin.site;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

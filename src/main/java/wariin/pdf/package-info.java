/// Reads just enough of a PDF and appends signatures, seals and validation data (ISO 32000-2, ETSI EN 319 142-1).
/// Pure: no framework, no database, no clock, no key; a byte that came in is never changed.
@ApplicationModule(allowedDependencies = "x509")
@NullMarked
package wariin.pdf;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

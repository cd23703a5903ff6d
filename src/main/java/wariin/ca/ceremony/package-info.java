/// How authorities, responders and units come to be, here or elsewhere, and which there are now.
@NamedInterface("ceremony")
@NullMarked
package wariin.ca.ceremony;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

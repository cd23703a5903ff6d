/// What certificates are worth now: followed by number, told by answers and by lists in time (RFC 6960).
@NamedInterface("status")
@NullMarked
package wariin.ca.status;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

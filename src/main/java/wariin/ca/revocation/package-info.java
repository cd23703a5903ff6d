/// Changes of a status, and the reports and clocks that lead to them (RFC 5280, 5.3.1; S/MIME BR, 4.9).
@NamedInterface("revocation")
@NullMarked
package wariin.ca.revocation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

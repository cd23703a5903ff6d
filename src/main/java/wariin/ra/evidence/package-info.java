/// What was verified about a holder, how and until when it counts, and whether it is enough (S/MIME BR 3.2, 4.2.1).
@NamedInterface("evidence")
@NullMarked
package wariin.ra.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/// Why a desk says no, in one sentence each, and the entry that a refusal leaves in the log.
@NamedInterface("refusal")
@NullMarked
package wariin.ra.refusal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

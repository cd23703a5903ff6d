/// What officers sign and how: texts, ballots, proofs, and standing approvals for programs.
@NamedInterface("approval")
@NullMarked
package wariin.ra.approval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

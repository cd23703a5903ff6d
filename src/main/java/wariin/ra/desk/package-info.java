/// Desks, the officers who work at them, and the scope for which they may register, with the clocks of its evidence.
@NamedInterface("desk")
@NullMarked
package wariin.ra.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/// The command {@code ./wariin verify}: validation without a server and without a network.
@NamedInterface("cli")
@NullMarked
package wariin.validation.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

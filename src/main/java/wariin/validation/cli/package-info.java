/// The command {@code ./wariin verify}: validation without a server and without a network.
@NullMarked
package wariin.validation.cli;

import org.jspecify.annotations.NullMarked;

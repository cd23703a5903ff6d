/// What the register does by itself.
@NullMarked
package wariin.register.job;

import org.jspecify.annotations.NullMarked;

/// What the log does by itself.
@NullMarked
package wariin.journal.job;

import org.jspecify.annotations.NullMarked;

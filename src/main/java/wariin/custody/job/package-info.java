/// What a rotation does by itself.
@NullMarked
package wariin.custody.job;

import org.jspecify.annotations.NullMarked;

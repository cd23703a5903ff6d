/// The page of seals and the images it shows.
@NullMarked
package wariin.seal.web;

import org.jspecify.annotations.NullMarked;

/// The public pages, files and API of the register.
@NullMarked
package wariin.register.web;

import org.jspecify.annotations.NullMarked;

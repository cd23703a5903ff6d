/// Pages of the registration desks, of those who apply there, and of the operator who opens desks.
@NullMarked
package wariin.ra.web;

import org.jspecify.annotations.NullMarked;

/// The operators' page of authorities.
@NullMarked
package wariin.ceremony.web;

import org.jspecify.annotations.NullMarked;

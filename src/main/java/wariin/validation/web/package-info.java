/// The public page and the API that say what a signed PDF is worth.
@NullMarked
package wariin.validation.web;

import org.jspecify.annotations.NullMarked;

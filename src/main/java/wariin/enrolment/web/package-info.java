/// The page on which a desk's officers make keys for programs.
@NullMarked
package wariin.enrolment.web;

import org.jspecify.annotations.NullMarked;

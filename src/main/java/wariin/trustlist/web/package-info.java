/// The list for programs, its pages for people, and the desk of the scheme operator.
@NullMarked
package wariin.trustlist.web;

import org.jspecify.annotations.NullMarked;

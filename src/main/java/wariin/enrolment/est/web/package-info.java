/// EST over HTTP: addresses, HTTP Basic, base64 (RFC 7030, 3 and 4).
@NullMarked
package wariin.enrolment.est.web;

import org.jspecify.annotations.NullMarked;

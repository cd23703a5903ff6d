/// ACME over HTTP: addresses, headers, JSON and problems (RFC 8555, 6 and 7).
@NullMarked
package wariin.enrolment.acme.web;

import org.jspecify.annotations.NullMarked;

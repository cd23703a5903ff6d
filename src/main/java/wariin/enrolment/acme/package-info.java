/// The ACME server: one directory for each desk, accounts bound to a key of the desk (RFC 8555, 8823, 9773).
@NullMarked
package wariin.enrolment.acme;

import org.jspecify.annotations.NullMarked;

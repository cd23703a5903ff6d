/// Enrolment over secure transport: certificates for programs that know HTTP and PKCS #10 (RFC 7030, RFC 8951).
@NullMarked
package wariin.enrolment.est;

import org.jspecify.annotations.NullMarked;

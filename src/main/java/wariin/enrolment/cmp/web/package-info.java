/// CMP over HTTP (RFC 9811).
@NullMarked
package wariin.enrolment.cmp.web;

import org.jspecify.annotations.NullMarked;

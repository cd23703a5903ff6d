/// The platform's own interface for the life of certificates: request, look, fetch, renew, revoke.
@NullMarked
package wariin.enrolment.rest;

import org.jspecify.annotations.NullMarked;

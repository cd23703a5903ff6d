/// The platform's own interface over HTTP: JSON, problems in two languages (RFC 9457).
@NullMarked
package wariin.enrolment.rest.web;

import org.jspecify.annotations.NullMarked;

/// What others hand in for a certificate and what they get back: applications, prepared bodies, permits.
@NamedInterface("application")
@NullMarked
package wariin.ca.application;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

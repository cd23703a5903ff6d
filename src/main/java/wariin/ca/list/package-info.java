/// Revocation lists: made, numbered, kept, and taken in where they were signed elsewhere (RFC 5280, 5).
@NamedInterface("list")
@NullMarked
package wariin.ca.list;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

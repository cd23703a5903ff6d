/// What an operator decides on a reported certificate, signed with a passkey (EN 319 411-1, 6.2.4).
@NullMarked
package wariin.ra.revocation;

import org.jspecify.annotations.NullMarked;

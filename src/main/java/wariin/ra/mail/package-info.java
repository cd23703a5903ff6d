/// The certificate of the platform's own mail, and the signatures made with it (S/MIME 4.0, RFC 8551).
@NullMarked
package wariin.ra.mail;

import org.jspecify.annotations.NullMarked;

/// How a certificate and its key come to their holder: by a link, a code and a passphrase (PKCS #12, RFC 7292).
@NullMarked
package wariin.ra.delivery;

import org.jspecify.annotations.NullMarked;

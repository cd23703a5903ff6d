/// The key-encryption key in a token, which it never leaves (PKCS #11).
@NullMarked
package wariin.keys.pkcs11;

import org.jspecify.annotations.NullMarked;

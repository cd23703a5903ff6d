/// The key-encryption key in a file, opened by a passphrase.
@NullMarked
package wariin.keys.software;

import org.jspecify.annotations.NullMarked;

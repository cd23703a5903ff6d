/// The operator's page of the key-encryption keys.
@NullMarked
package wariin.custody.web;

import org.jspecify.annotations.NullMarked;

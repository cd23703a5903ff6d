/// From a linted body to the certificate: intent, key, result, alone or many together; the register of both.
@NullMarked
package wariin.ca.issuance;

import org.jspecify.annotations.NullMarked;

/// Lists, issuer certificates, status answers and the practice statement over HTTP (RFC 5280, RFC 6960).
@NullMarked
package wariin.ca.web;

import org.jspecify.annotations.NullMarked;

/// The certificate management protocol in its lightweight profile (RFC 9810, RFC 9483, RFC 9481), for programs that
/// hold
/// a shared secret, or a certificate of ours.
@NullMarked
package wariin.enrolment.cmp;

import org.jspecify.annotations.NullMarked;

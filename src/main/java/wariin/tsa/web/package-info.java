/// Time-stamps over HTTP (RFC 3161, 3.4).
@NullMarked
package wariin.tsa.web;

import org.jspecify.annotations.NullMarked;

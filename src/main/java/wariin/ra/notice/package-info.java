/// Mails of the desks.
@NullMarked
package wariin.ra.notice;

import org.jspecify.annotations.NullMarked;

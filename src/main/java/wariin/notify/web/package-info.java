/// The outbox on the screen of the administrator who operates this installation.
@NullMarked
package wariin.notify.web;

import org.jspecify.annotations.NullMarked;

/// The platform as people meet it: walked through in a real browser.
@NullMarked
package wariin.browser;

import org.jspecify.annotations.NullMarked;

/// The statements as pages, as text and as data, their history, and what the operator adds to them.
@NullMarked
package wariin.practice.web;

import org.jspecify.annotations.NullMarked;

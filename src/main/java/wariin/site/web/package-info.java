/// What the frame does with each request: language, headers, start page and errors.
@NullMarked
package wariin.site.web;

import org.jspecify.annotations.NullMarked;

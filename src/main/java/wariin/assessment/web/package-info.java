/// Assessment over HTTP.
@NullMarked
package wariin.assessment.web;

import org.jspecify.annotations.NullMarked;

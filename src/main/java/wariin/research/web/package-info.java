@NullMarked
package wariin.research.web;

import org.jspecify.annotations.NullMarked;

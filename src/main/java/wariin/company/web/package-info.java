@NullMarked
package wariin.company.web;

import org.jspecify.annotations.NullMarked;

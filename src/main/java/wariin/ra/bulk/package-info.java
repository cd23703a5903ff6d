/// Many requests in one table.
@NullMarked
package wariin.ra.bulk;

import org.jspecify.annotations.NullMarked;

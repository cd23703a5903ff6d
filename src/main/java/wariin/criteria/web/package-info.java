/// Criteria on the Web: to read and to download for everybody, to import for the operator.
@NullMarked
package wariin.criteria.web;

import org.jspecify.annotations.NullMarked;

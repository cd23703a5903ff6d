/// Pages and JSON of contracts.
@NullMarked
package wariin.contract.web;

import org.jspecify.annotations.NullMarked;

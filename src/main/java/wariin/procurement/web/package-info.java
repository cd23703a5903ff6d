/// The pages of rules, the API that answers by them, and the operator's side of both.
@NullMarked
package wariin.procurement.web;

import org.jspecify.annotations.NullMarked;
